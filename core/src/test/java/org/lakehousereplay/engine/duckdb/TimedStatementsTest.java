package org.lakehousereplay.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Failures of the rows are told from those of time and memory. */
final class TimedStatementsTest {

    private static SQLException failure(String type) {
        return new SQLException(
                type + " Error: {\"exception_type\":\"" + type + "\",\"exception_message\":\"it went wrong\"}");
    }

    @Test
    void only_a_failure_of_the_rows_may_be_taken_for_an_answer() {
        SQLException late = new DeadlineReached(failure("INTERRUPT"));
        SQLException full = failure("Out of Memory");

        assertThatThrownBy(() -> TimedStatements.rethrowLimits(late)).isSameAs(late);
        assertThatThrownBy(() -> TimedStatements.rethrowLimits(full)).isSameAs(full);
        assertThatCode(() -> TimedStatements.rethrowLimits(failure("Conversion")))
                .doesNotThrowAnyException();
    }
}
