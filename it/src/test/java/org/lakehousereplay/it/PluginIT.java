package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The plugin as a plugin: it loads, explains itself and follows Maven's rules, whatever the Maven. */
final class PluginIT {

    private static final Pattern MOJO = Pattern.compile("(?s)<mojo>.*?</mojo>");
    private static final Pattern GOAL = Pattern.compile("<goal>(\\w+)</goal>");

    /** The name of a parameter and its property, in the configuration that a goal takes unless told otherwise. */
    private static final Pattern PROPERTY = Pattern.compile("<(\\w+) implementation=[^>]*>\\$\\{(lakehouse\\.\\w+)}</");

    /** A property and its parameter in a table of the page. */
    private static final Pattern PROPERTY_ROW = Pattern.compile("(?m)^\\| `(lakehouse\\.\\w+)` \\| `(\\w+)` \\|");

    @ParameterizedTest
    @EnumSource
    void help_names_the_goals_on_every_maven(Maven maven) {
        MavenRun run = MavenProject.copyOf("hello").with(maven).run("lakehouse:help");

        run.assertSucceeded().outputContains("lakehouse:help");
        assertThat(run.lines("WARNING")).as("warnings, see " + run.log()).isEmpty();
    }

    @Test
    void help_works_without_a_pom() {
        MavenProject.empty().run("lakehouse:help").assertSucceeded().outputContains("lakehouse:help");
    }

    @ParameterizedTest
    @EnumSource(names = "OLDEST", mode = EnumSource.Mode.EXCLUDE)
    void the_validation_of_plugins_finds_nothing(Maven maven) {
        MavenProject.copyOf("hello")
                .with(maven)
                .run("lakehouse:help", "-Dmaven.plugin.validation=VERBOSE")
                .assertSucceeded()
                .outputDoesNotContain("Plugin validation issues", "Plugin EXTERNAL validation issues");
    }

    @Test
    void the_descriptor_declares_the_prefix() throws IOException {
        assertThat(descriptor()).contains("<goalPrefix>lakehouse</goalPrefix>");
    }

    @Test
    void every_goal_and_every_property_is_documented_and_no_other() throws IOException {
        String page = MavenProject.documentation("goals.md");
        String withoutHelp = MOJO.matcher(descriptor())
                .results()
                .map(MatchResult::group)
                .filter(mojo -> !mojo.contains("<goal>help</goal>"))
                .collect(Collectors.joining());

        assertThat(all(GOAL, withoutHelp, goal -> goal.group(1))).allSatisfy(goal -> assertThat(page)
                .contains("| [`" + goal + "`](#" + goal + ") |", "\n## " + goal + "\n"));
        assertThat(all(PROPERTY_ROW, page, row -> row.group(1) + " " + row.group(2)))
                .isEqualTo(all(PROPERTY, withoutHelp, property -> property.group(2) + " " + property.group(1)));
    }

    private static Set<String> all(Pattern pattern, String text, Function<MatchResult, String> name) {
        return pattern.matcher(text).results().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private String descriptor() throws IOException {
        try (InputStream descriptor = getClass().getResourceAsStream("/META-INF/maven/plugin.xml")) {
            assertThat(descriptor).isNotNull();
            return new String(descriptor.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
