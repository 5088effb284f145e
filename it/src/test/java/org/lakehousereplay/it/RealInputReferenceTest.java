package org.lakehousereplay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lakehousereplay.it.ReferenceTable.Range;

/**
 * Computes the expected files of the project {@code real-input} a second time, without SQL and without an engine.
 *
 * <p>An expectation that was only recorded proves that the output did not change, not that it was ever right.
 */
class RealInputReferenceTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path FIXTURES = MODULE.resolve("src/it-projects/real-input/src/test/lakehouse");

    private static final Range FIRST_MORNING = Range.of("2018-02-28T09:00:00-08:00", "2018-02-28T10:00:00-08:00");
    private static final Range ONE_EVENING = Range.of("2015-05-18T18:00:00Z", "2015-05-19T00:00:00Z");

    /**
     * A recorded file and where its numbers come from.
     *
     * @param input relative to the fixture, or the bare name of a file of the shared data
     */
    record Recording(String pipeline, String fixture, String metric, String input, Range range) {

        Path expectedFile() {
            return fixtureDirectory().resolve("expected").resolve(metric + ".csv");
        }

        Path inputFile() {
            Path input = isOwnInput() ? fixtureDirectory() : sharedData();
            return input.resolve(this.input);
        }

        boolean isOwnInput() {
            return input.startsWith("input/");
        }

        ReferenceTable computed() {
            return switch (pipeline) {
                case "cafe" -> CafeReference.of(inputFile(), range).metric(metric);
                case "web-traffic" -> WebTrafficReference.of(inputFile(), range).metric(metric);
                default -> throw new IllegalArgumentException("no reference for " + pipeline);
            };
        }

        private Path fixtureDirectory() {
            return FIXTURES.resolve(pipeline).resolve(fixture);
        }

        @Override
        public String toString() {
            return pipeline + "/" + fixture + " " + metric;
        }
    }

    static List<Recording> recordings() {
        return List.of(
                cafe("conference", "drinks_10min", Range.ALWAYS),
                cafe("conference", "peaks", Range.ALWAYS),
                cafe("conference", "drinks_daily", Range.ALWAYS),
                cafe("first-morning", "drinks_10min", FIRST_MORNING),
                cafe("first-morning", "peaks", FIRST_MORNING),
                cafe("first-morning", "drinks_daily", FIRST_MORNING),
                webTraffic("four-days", "traffic_10min", Range.ALWAYS),
                webTraffic("four-days", "sessions_hourly", Range.ALWAYS),
                webTraffic("one-evening", "traffic_10min", ONE_EVENING),
                webTraffic("one-evening", "sessions_hourly", ONE_EVENING),
                new Recording(
                        "web-traffic", "idle-half-hour", "sessions_hourly", "input/web_events.jsonl", Range.ALWAYS),
                new Recording("web-traffic", "no-bodies", "traffic_10min", "input/web_events.jsonl", Range.ALWAYS));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyRecordedCellIsWhatPlainJavaComputes(Recording recording) {
        assumeTrue(
                recording.isOwnInput() || Files.isDirectory(sharedData()),
                () -> "Skipped: the real data are not in " + sharedData()
                        + ". Put them there, or name their directory with -Dlakehouse.sharedData=...");
        recording.computed().assertEqualTo(recording.expectedFile());
    }

    @Test
    void noRecordedFileGoesUnchecked() throws IOException {
        try (Stream<Path> files = Files.walk(FIXTURES)) {
            List<Path> expectedFiles = files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith("expected"))
                    .toList();
            assertThat(recordings())
                    .extracting(Recording::expectedFile)
                    .containsExactlyInAnyOrderElementsOf(expectedFiles);
        }
    }

    private static Recording cafe(String fixture, String metric, Range range) {
        return new Recording("cafe", fixture, metric, "cafe_orders.jsonl", range);
    }

    private static Recording webTraffic(String fixture, String metric, Range range) {
        return new Recording("web-traffic", fixture, metric, "web_events.jsonl", range);
    }

    /** Beside the repository, as everything that is too big or not ours to commit. */
    private static Path sharedData() {
        String declared = System.getProperty("lakehouse.sharedData", "");
        return (declared.isEmpty() ? MODULE.resolve("../../shared/data") : Path.of(declared)).normalize();
    }
}
