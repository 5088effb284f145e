package org.lakehousereplay.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/**
 * A finished Maven build. Each check names the log, so that a failure can be looked up.
 *
 * @param directory the project directory
 * @param log the file with everything the build printed
 * @param output what the log holds
 * @param exitCode 0 when the build succeeded; something else also when it was stopped by the time limit
 */
public record MavenRun(Path directory, Path log, String output, int exitCode) {

    /** The build succeeded. */
    public MavenRun assertSucceeded() {
        assertThat(exitCode).as(describe("exit code")).isZero();
        return this;
    }

    /** The build broke. */
    public MavenRun assertFailed() {
        assertThat(exitCode).as(describe("exit code")).isNotZero();
        return this;
    }

    /** The build printed each of these texts. */
    public MavenRun outputContains(String... texts) {
        assertThat(output).as(describe("output")).contains(texts);
        return this;
    }

    /** The build printed none of these texts. */
    public MavenRun outputDoesNotContain(String... texts) {
        assertThat(output).as(describe("output")).doesNotContain(texts);
        return this;
    }

    /** The lines that Maven printed at a level: {@code WARNING} or {@code ERROR}. */
    public List<String> lines(String level) {
        String prefix = "[" + level + "] ";
        return output.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private String describe(String what) {
        return what + " of the build whose log is " + log;
    }
}
