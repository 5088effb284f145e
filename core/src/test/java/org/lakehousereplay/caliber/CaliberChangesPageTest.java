package org.lakehousereplay.caliber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.diagnostic.Problem;

/** The page that explains changes and their file knows all kinds and keys, and its examples are right. */
final class CaliberChangesPageTest {

    private String page = "";

    @BeforeEach
    void read_page() throws IOException {
        page = Files.readString(Path.of("../docs/caliber-changes.md"));
    }

    @Test
    void every_kind_is_in_the_table_with_its_level_and_has_an_example() {
        for (ChangeKind kind : ChangeKind.values()) {
            String label = kind.label();
            assertThat(page)
                    .contains("| [`" + label + "`](#" + label + ") | "
                            + kind.level().label() + " | ")
                    .contains("\n### " + label + "\n");
        }
        assertThat(page.lines().filter(line -> line.startsWith("### ")).map(line -> line.substring(4)))
                .containsExactlyElementsOf(
                        Stream.of(ChangeKind.values()).map(ChangeKind::label).toList());
    }

    @Test
    void every_level_is_explained() {
        for (ChangeLevel level : ChangeLevel.values()) {
            assertThat(page).contains("| `" + level.label() + "` | ");
        }
    }

    @Test
    void every_key_is_in_the_table_and_no_other() {
        Problem unknown = CaliberChangesFile.parse(
                        SampleChanges.FILE, "changes:\n  - {metric: a/b, kind: re-timed, baseline: 1.0.0, zzzzzz: 1}\n")
                .problems()
                .get(0);
        String known = unknown.remedy().substring(unknown.remedy().indexOf('`'));
        String table = page.substring(page.indexOf("| key | | meaning |"), page.indexOf("Names of metrics"));

        List<String> rows = table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.indexOf('`', 3) + 1))
                .toList();

        assertThat(rows)
                .contains("`changes`")
                .containsAll(Arrays.asList(known.split(", ", -1)))
                .hasSize(known.split(", ", -1).length + 1);
    }

    @Test
    void the_example_of_the_file_can_be_read() {
        int begin = page.indexOf("```yaml\nchanges:") + "```yaml\n".length();
        String example = page.substring(begin, page.indexOf("```", begin));

        assertThat(SampleChanges.entries(example)).singleElement().satisfies(entry -> {
            assertThat(entry.keys()).isNotEmpty();
            assertThat(entry.deltas()).isNotEmpty();
            assertThat(entry.decidedBy()).isPresent();
            assertThat(entry.decidedOn()).isPresent();
            assertThat(entry.expires()).isPresent();
        });
    }
}
