package org.lakehousereplay.engine.duckdb;

import org.lakehousereplay.pipeline.Column;

/** Builds conditions on a cell of two versions: {@code b} before and {@code a} after. */
final class CellChange {

    private CellChange() {}

    /** A condition that is true where the values are not the same; never NULL. */
    static String differs(Column before, Column after) {
        return comparable("b." + Sql.name(before.name()), before, after) + " IS DISTINCT FROM "
                + comparable("a." + Sql.name(after.name()), after, before);
    }

    /** A condition that is true where the values are the same; never NULL, and one that a join can hash. */
    static String same(Column before, Column after) {
        return comparable("b." + Sql.name(before.name()), before, after) + " IS NOT DISTINCT FROM "
                + comparable("a." + Sql.name(after.name()), after, before);
    }

    /** A condition that is true where they differ by more than the last digits of floating numbers, which
     * depend on the order of a sum. */
    static String differsByMoreThanRounding(Column before, Column after) {
        String differs = "(" + differs(before, after) + ")";
        if (!before.numeric()
                || !after.numeric()
                || !(ValueConversion.FLOATS.contains(before.type()) || ValueConversion.FLOATS.contains(after.type()))) {
            return differs;
        }
        return "(" + differs + " AND NOT coalesce("
                + near("b." + Sql.name(before.name()), "a." + Sql.name(after.name())) + ", false))";
    }

    /** A condition that two numbers are the same apart from rounding. */
    static String near(String one, String other) {
        String left = "CAST(" + one + " AS DOUBLE)";
        String right = "CAST(" + other + " AS DOUBLE)";
        return "(isfinite(" + left + ") AND isfinite(" + right + ") AND abs(" + left + " - " + right
                + ") <= 1e-9 * greatest(abs(" + left + "), abs(" + right + ")))";
    }

    /** Values of types that do not go together are compared as the texts that people see. */
    private static String comparable(String value, Column column, Column other) {
        if (column.type().equals("JSON")) {
            return "CAST(json(" + value + ") AS VARCHAR)";
        }
        boolean alike = column.type().equals(other.type()) || (column.numeric() && other.numeric());
        return alike ? value : CanonicalText.of(column, value);
    }
}
