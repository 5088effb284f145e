package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;

/** Builds the conditions that say whether an actual value is the expected one. */
final class CellEquality {

    private CellEquality() {}

    /** A condition that is true where actual {@code a} and expected {@code e} are not the same. */
    static String differs(Column column, Optional<Tolerance> tolerance) {
        return differs(column, "a." + Sql.name(column.name()), "e." + Sql.name(column.name()), tolerance);
    }

    /** A condition that is true where two expressions of a column's type are not the same. */
    static String differs(Column column, String actual, String expected, Optional<Tolerance> tolerance) {
        if (column.type().equals("JSON")) {
            return "json(" + actual + ") IS DISTINCT FROM json(" + expected + ")";
        }
        String differs = actual + " IS DISTINCT FROM " + expected;
        if (tolerance.isEmpty()) {
            return differs;
        }
        BigDecimal bound = tolerance.get().bound();
        String within;
        if (tolerance.get() instanceof Tolerance.Relative) {
            // The factor covers the rounding of the two products, far below any bound that means something.
            within = "isfinite(CAST(" + expected + " AS DOUBLE)) AND abs(CAST(" + actual + " AS DOUBLE) - CAST("
                    + expected + " AS DOUBLE)) <= CAST('" + bound.toPlainString()
                    + "' AS DOUBLE) * abs(CAST(" + expected + " AS DOUBLE)) * 1.000000000001";
        } else if (ValueConversion.FLOATS.contains(column.type())) {
            within = "abs(CAST(" + actual + " AS DOUBLE) - CAST(" + expected + " AS DOUBLE)) <= CAST('"
                    + bound.toPlainString() + "' AS DOUBLE)";
        } else {
            within = withinExactly(column, actual, expected, bound);
        }
        return "(" + differs + " AND NOT coalesce(" + within + ", false))";
    }

    /** Compares in the scale of the column: a difference in that scale is within a bound if it is within its floor. */
    private static String withinExactly(Column column, String actual, String expected, BigDecimal bound) {
        Matcher decimal = ValueConversion.DECIMAL.matcher(column.type());
        int scale = decimal.matches() ? Integer.parseInt(decimal.group(2)) : 0;
        String type = decimal.matches() ? "DECIMAL(38," + scale + ")" : "HUGEINT";
        BigDecimal largest = BigDecimal.TEN.pow(38 - scale).subtract(BigDecimal.ONE.movePointLeft(scale));
        String floor = bound.setScale(scale, RoundingMode.FLOOR).min(largest).toPlainString();
        return "TRY(abs(CAST(" + actual + " AS " + type + ") - CAST(" + expected + " AS " + type + ")) <= CAST('"
                + floor + "' AS " + type + "))";
    }

    /** A condition that is true where the changed cells of a row are all of a floating type and off by rounding only. */
    static String roundingOnly(KeyedMetric metric, List<Column> columns) {
        List<String> exact = new ArrayList<>();
        for (Column column : columns) {
            String differs = "list_contains(_columns, " + Sql.text(column.name()) + ")";
            if (ValueConversion.FLOATS.contains(column.type())) {
                String near = "isfinite(" + metric.actualName(column) + ") AND abs(" + metric.actualName(column) + " - "
                        + metric.expectedName(column) + ") < 1e-9 * abs(" + metric.expectedName(column) + ")";
                exact.add(differs + " AND NOT coalesce(" + near + ", false)");
            } else {
                exact.add(differs);
            }
        }
        return exact.isEmpty() ? "false" : "NOT (" + String.join(" OR ", exact) + ")";
    }
}
