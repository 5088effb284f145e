package org.lakehousereplay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.spi.ReplayEngine;

/** Builds that are killed while a worker runs. */
final class OrphanTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void the_worker_ends_with_the_build(String signal) throws Exception {
        Process build = new ProcessBuilder(
                        JavaCommand.java().toString(),
                        "-cp",
                        Stream.of(WorkerMain.class, ReplayEngine.class, BuildOfTests.class)
                                .map(type -> JavaCommand.place(type).toString())
                                .collect(Collectors.joining(File.pathSeparator)),
                        BuildOfTests.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = build.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
            assertThat(worker.isAlive()).isTrue();

            new ProcessBuilder("kill", "-" + signal, Long.toString(build.pid()))
                    .start()
                    .waitFor();

            assertThat(build.waitFor(20, TimeUnit.SECONDS)).isTrue();
            worker.onExit().get(20, TimeUnit.SECONDS);
        } finally {
            build.destroyForcibly();
        }
        assertThat(directory.resolve("worker")).doesNotExist();
    }
}
