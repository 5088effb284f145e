package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/**
 * A page of the documentation, whose code blocks are held to the truth. For the tests of this package only.
 *
 * @param text the text of the page
 */
record DocumentationPage(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern EFFORT = Pattern.compile("\\d+ (ms|replays)");

    static DocumentationPage read(String page) {
        return new DocumentationPage(MavenProject.documentation(page));
    }

    /** The part of the page below a heading of the second level. */
    DocumentationPage section(String heading) {
        return new DocumentationPage(Arrays.stream(text.split("\n(?=## )"))
                .filter(section -> section.startsWith("## " + heading + "\n"))
                .findFirst()
                .orElseThrow());
    }

    /** The code blocks in a language, in the order of the page. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Each line of a text block was printed; how long it took does not count. */
    void assertPrinted(int block, MavenRun run) {
        String[] lines = withoutEffort(blocks("text").get(block)).lines().toArray(String[]::new);
        assertThat(withoutEffort(run.output())).as("output, see " + run.log()).contains(lines);
    }

    private static String withoutEffort(String text) {
        return EFFORT.matcher(text).replaceAll("0 $1");
    }
}
