package org.lakehousereplay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lakehousereplay.report.ComparisonSummary;
import org.lakehousereplay.report.ConsoleLine;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.MetricComparison;
import org.lakehousereplay.run.RunReport;

/** What a comparison says of versions of the SQL between which no fixture tells. */
class UnobservedChangeTest {

    @TempDir
    Path directory;

    private ProjectTree project;

    @BeforeEach
    void aProject() {
        project = new ProjectTree(directory)
                .main(
                        "shop/sources.sql",
                        "CREATE TABLE orders (order_id BIGINT PRIMARY KEY, amount DECIMAL(12, 2) NOT NULL, day DATE);")
                .main("shop/gmv.sql", """
                        /* @metric
                        key: [day]
                        */
                        SELECT day, SUM(amount) AS gmv FROM orders WHERE amount >= 10 GROUP BY day
                        """)
                .test("shop/lunch/input/orders.csv", "order_id,amount,day\n1,20.00,2024-05-18\n")
                .test("shop/lunch/expected/gmv.csv", "day,gmv\n2024-05-18,20.00\n")
                .release("1.0.0");
    }

    private RunReport compare() {
        return new Comparison(
                        project.project(),
                        Selection.all(),
                        Limits.defaults(),
                        Progress.SILENT,
                        project.comparisonSettings().searching(Duration.ofSeconds(30)))
                .run();
    }

    private static MetricComparison metric(RunReport report) {
        return report.comparison().orElseThrow().baselines().get(0).metrics().get(0);
    }

    @Test
    void the_smallest_input_that_tells_between_them_is_shown_everywhere() throws IOException {
        project.edit("shop/gmv.sql", ">= 10", "> 10");

        RunReport report = compare();

        var search = metric(report).search().orElseThrow();
        assertThat(search.witness().orElseThrow().rows()).isEqualTo(1);
        assertThat(search.witness().get().inputs().get(0).rows().get(0).toString())
                .contains("10.00");
        assertThat(metric(report).status()).isEqualTo(ComparisonStatus.TOLERATED);
        assertThat(report.comparison().orElseThrow().breaks()).isFalse();
        String sentence = "the versions differ on an input of 1 row that no fixture has";
        assertThat(ComparisonSummary.lines(report).stream().map(ConsoleLine::text))
                .anyMatch(line -> line.contains(sentence))
                .anyMatch(line -> line.contains("input orders:"))
                .anyMatch(line -> line.contains("candidate: no row"));
        Path output = project.project().outputDirectory();
        assertThat(Files.readString(output.resolve("summary.md"))).contains(sentence);
        assertThat(Files.readString(output.resolve("report.json")))
                .contains("\"witness\"")
                .contains("\"tried\"");
        try (var files = Files.list(project.project().junitDirectory())) {
            assertThat(files.map(UnobservedChangeTest::read)).anyMatch(text -> text.contains(sentence));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void versions_that_no_input_tells_apart_are_told_by_how_many_were_tried() {
        project.edit("shop/gmv.sql", "amount >= 10", "amount >= 10 AND (day IS NULL OR day = day)");

        RunReport report = compare();

        var search = metric(report).search().orElseThrow();
        assertThat(search.witness()).isEmpty();
        assertThat(search.tried()).isGreaterThan(100);
        assertThat(ComparisonSummary.lines(report).stream().map(ConsoleLine::text))
                .anyMatch(line -> line.contains("do not differ on " + search.tried() + " generated databases either"));
    }

    @Test
    void a_candidate_that_fails_differs() {
        project.edit("shop/gmv.sql", "SUM(amount)", "SUM(amount)::DECIMAL(4, 2)::DECIMAL(38, 2)");

        var search = metric(compare()).search().orElseThrow();

        assertThat(search.witness().orElseThrow().failure()).isPresent();
    }

    @Test
    void nothing_is_searched_where_the_sql_is_the_same_or_a_fixture_shows_it() {
        assertThat(metric(compare()).search()).isEmpty();

        project.edit("shop/gmv.sql", ">= 10", ">= 100");

        assertThat(metric(compare()).search()).isEmpty();
    }
}
