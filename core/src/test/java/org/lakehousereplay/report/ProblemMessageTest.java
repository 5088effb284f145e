package org.lakehousereplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.RunReport;

class ProblemMessageTest {

    @Test
    void namesTheMetricAndThePlace() {
        FixtureResult fixture = SampleReports.fixture("weekend-coupon", "lunch-peak", SampleReports.broken("views"));

        ProblemMessage message =
                ProblemMessage.of(SampleReports.BASE, fixture, fixture.metrics().get(0));

        assertThat(message.headline()).isEqualTo("views [weekend-coupon/lunch-peak]: the query ran longer than 5 s");
        assertThat(message.lines())
                .containsExactly(
                        "views [weekend-coupon/lunch-peak]: cannot be compared",
                        "  src/main/lakehouse/weekend-coupon/views.sql:3: the query ran longer than 5 s."
                                + " Make it faster or raise lakehouse.timeout. [QUERY_TIMEOUT]");
    }

    @Test
    void manyLongProblemsAreCut() {
        Problem problem = Problem.of(ErrorCode.VALUE_INVALID, "'" + "x\n".repeat(100_000) + "'", "");
        RunReport report = new RunReport(
                SampleReports.BASE, "DuckDB", List.of(), Collections.nCopies(500, problem), Duration.ZERO);

        ProblemMessage message = ProblemMessage.of(report);

        assertThat(message.headline()).endsWith("… (and 499 more problems)").hasSizeLessThan(1100);
        assertThat(message.lines()).hasSize(Message.MAXIMUM_LINES).allMatch(line -> line.length() < 1100);
        assertThat(message.lines()).last().isEqualTo("  … 442 further lines left out, see report.json");
        assertThat(message.lines().get(1)).endsWith(" [VALUE_INVALID]");
    }
}
