package org.lakehousereplay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program to be measured.
 *
 * @param name what tables call it
 * @param directory where it runs
 * @param command the command line
 */
record Contender(String name, Path directory, List<String> command) {

    private static final String PEAK = "VmHWM:";
    private static final long POLL_MILLIS = 10;

    Contender {
        command = List.copyOf(command);
    }

    /**
     * Runs the program once.
     *
     * @throws IllegalStateException when it fails, because the time of a failure says nothing
     */
    Measurement run() throws IOException, InterruptedException {
        Path log = Files.createTempFile("bench", ".log");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            long peak = 0;
            Duration processor = Duration.ZERO;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakKilobytes(status));
                processor = process.info().totalCpuDuration().orElse(processor);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String output = Files.readString(log);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + output);
            }
            return new Measurement(seconds, processor.toMillis() / 1e3, peak / 1024, output);
        } finally {
            Files.delete(log);
        }
    }

    private static long peakKilobytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0; // the process has ended, or the system has no such file
        }
    }
}
