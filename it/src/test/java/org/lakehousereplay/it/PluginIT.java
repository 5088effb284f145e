package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;

/** The plugin as a plugin: it loads, explains itself and follows Maven's rules, whatever the Maven. */
final class PluginIT {

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
        try (InputStream descriptor = getClass().getResourceAsStream("/META-INF/maven/plugin.xml")) {
            assertThat(descriptor).isNotNull();
            assertThat(new String(descriptor.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("<goalPrefix>lakehouse</goalPrefix>");
        }
    }
}
