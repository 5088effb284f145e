package org.lakehousereplay.engine.duckdb;

import org.lakehousereplay.pipeline.Column;

/** Tells a change of a cell from rounding: the last digits of floating numbers depend on the order of a sum. */
final class CellChange {

    private CellChange() {}

    /** A condition that is true where candidate {@code a} and older version {@code b} differ by more than rounding. */
    static String differs(ComparedColumn column) {
        if (!column.numeric() || !(floating(column.before()) || floating(column.after()))) {
            return "(" + column.differs() + ")";
        }
        String one = "CAST(b." + Sql.name(column.before().name()) + " AS DOUBLE)";
        String other = "CAST(a." + Sql.name(column.after().name()) + " AS DOUBLE)";
        return "((" + column.differs() + ") AND NOT coalesce(isfinite(" + one + ") AND isfinite(" + other
                + ") AND abs(" + one + " - " + other + ") <= 1e-9 * greatest(abs(" + one + "), abs(" + other
                + ")), false))";
    }

    private static boolean floating(Column column) {
        return ValueConversion.FLOATS.contains(column.type());
    }
}
