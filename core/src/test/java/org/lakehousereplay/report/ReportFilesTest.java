package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.RunReport;

class ReportFilesTest {

    private final Path output;
    private final Path junit;

    ReportFilesTest(@TempDir Path target) {
        output = target.resolve("lakehouse");
        junit = target.resolve("surefire-reports");
    }

    @Test
    void writesAllFilesAndNamesThem() throws IOException {
        ReportFiles files = ReportFiles.write(SampleReports.everything(), output, junit);

        assertThat(names(output)).containsExactly("report.json", "summary.md");
        assertThat(names(junit))
                .containsExactly(
                        "TEST-lakehouse.broken.xml", "TEST-lakehouse.weekend-coupon.xml", "TEST-lakehouse.xml");
        assertThat(files.reportJson()).hasContent(ReportJson.render(SampleReports.everything()));
        assertThat(files.summary()).hasContent(MarkdownSummary.render(SampleReports.everything()));
        assertThat(files.junitXml()).hasSize(3).allMatch(Files::isRegularFile);
    }

    @Test
    void twoRunsWriteTheSameBytes() throws IOException {
        ReportFiles files = ReportFiles.write(SampleReports.hostile(), output, junit);
        byte[] first = Files.readAllBytes(files.junitXml().get(1));

        ReportFiles.write(SampleReports.hostile(), output, junit);

        assertThat(files.junitXml().get(1)).hasBinaryContent(first);
    }

    @Test
    void onlyOurOwnStaleSuitesAreRemoved() throws IOException {
        ReportFiles.write(SampleReports.everything(), output, junit);
        Path javaTest = Files.writeString(junit.resolve("TEST-lakehouse.SomeTest.xml"), "<testsuite name=\"java\"/>");
        Path other = Files.writeString(junit.resolve("TEST-com.example.OtherTest.xml"), TestSuite.MARKER);

        ReportFiles.write(
                SampleReports.run(SampleReports.pipeline(
                        "weekend-coupon",
                        SampleReports.fixture("weekend-coupon", "lunch-peak", SampleReports.passed("buyers")))),
                output,
                junit);

        assertThat(names(junit))
                .containsExactly(
                        other.getFileName().toString(),
                        javaTest.getFileName().toString(),
                        "TEST-lakehouse.weekend-coupon.xml");
    }

    @Test
    void aComparisonAndAVerificationLeaveEachOthersSuitesAlone() throws IOException {
        ReportFiles.write(SampleReports.everything(), output, junit);
        byte[] verified = Files.readAllBytes(junit.resolve("TEST-lakehouse.weekend-coupon.xml"));

        ReportFiles.write(SampleComparisons.everything(), output, junit);
        assertThat(names(junit))
                .containsExactly(
                        "TEST-lakehouse-compare.weekend-coupon.xml",
                        "TEST-lakehouse-compare.xml",
                        "TEST-lakehouse.broken.xml",
                        "TEST-lakehouse.weekend-coupon.xml",
                        "TEST-lakehouse.xml");
        assertThat(junit.resolve("TEST-lakehouse.weekend-coupon.xml")).hasBinaryContent(verified);

        ReportFiles.write(SampleReports.run(), output, junit);
        assertThat(names(junit))
                .containsExactly("TEST-lakehouse-compare.weekend-coupon.xml", "TEST-lakehouse-compare.xml");

        ReportFiles.write(SampleComparisons.firstRelease(), output, junit);
        assertThat(names(junit)).containsExactly("TEST-lakehouse-compare.xml");
    }

    @Test
    void aFileInThePlaceOfADirectoryIsTold() throws IOException {
        Files.writeString(junit, "not a directory");

        assertProblem(junit, "the directory for reports cannot be made: something else stands in its place");
        assertThat(names(output)).isEmpty();
    }

    @Test
    void aDirectoryInThePlaceOfAReportIsToldAndNothingIsLeftHalfWritten() throws IOException {
        Path occupied = Files.createDirectories(output.resolve("report.json"));

        assertProblem(occupied, "the report cannot be put in place: something else stands in its place");
        assertThat(names(output)).containsExactly("report.json");
        assertThat(names(junit)).isEmpty();
    }

    @Test
    void aLargeRunIsWrittenInSeconds() {
        RunReport report = SampleReports.large();

        assertThat(ReportFiles.write(report, output, junit).junitXml()).hasSize(1);
        assertThat(output.resolve("report.json")).isNotEmptyFile();
    }

    private void assertProblem(Path place, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReportFiles.write(SampleReports.everything(), output, junit))
                .satisfies(exception -> {
                    assertThat(exception.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.OUTPUT_NOT_WRITABLE);
                        assertThat(problem.message()).isEqualTo(message);
                        assertThat(problem.location().orElseThrow().file()).isEqualTo(place);
                    });
                });
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
