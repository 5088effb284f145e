package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Differences of numbers, in the engine and of its texts. */
final class Deltas {

    private Deltas() {}

    /** Candidate minus older version, without overflow. */
    static String of(KeyedMetric metric, ComparedColumn column) {
        String candidate = metric.candidateName(column.after());
        String baseline = metric.baselineName(column.after());
        boolean integers = ValueConversion.INTEGERS.contains(column.after().type())
                && ValueConversion.INTEGERS.contains(column.before().type());
        return integers
                ? "CAST(" + candidate + " AS HUGEINT) - CAST(" + baseline + " AS HUGEINT)"
                : "TRY(" + candidate + " - " + baseline + ")";
    }

    /** A number of the engine; empty for NULL and what is no finite number. */
    static Optional<BigDecimal> number(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    /** Candidate minus baseline as a share of the baseline; empty where there is none to tell. */
    static Optional<BigDecimal> relative(Optional<String> baseline, Optional<String> candidate) {
        Optional<BigDecimal> before = number(baseline.orElse(null));
        Optional<BigDecimal> after = number(candidate.orElse(null));
        if (before.isEmpty() || after.isEmpty() || before.get().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(after.get()
                .subtract(before.get())
                .divide(before.get().abs(), MathContext.DECIMAL32)
                .stripTrailingZeros());
    }
}
