package org.lakehousereplay.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that explains the errors knows all of them and no other. */
final class ErrorReferenceTest {

    private static final Pattern NAME = Pattern.compile("\\[([A-Z]+(?:_[A-Z]+)+)]");

    private final String page = page();

    @Test
    void every_error_has_a_section() {
        List<String> sections = page.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length()))
                .toList();

        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void an_example_stands_in_the_section_of_its_error() {
        for (String section : page.split("\n### ", -1)) {
            String title = section.lines().findFirst().orElseThrow();
            if (!title.startsWith("#")) {
                assertThat(NAME.matcher(section).results().map(found -> found.group(1)))
                        .as(title)
                        .allMatch(title::equals);
            }
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/errors.md"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
