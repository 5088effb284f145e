package org.lakehousereplay.engine.duckdb;

import java.util.Optional;
import org.lakehousereplay.pipeline.Column;

/**
 * A column that two versions of a metric have, and how its values are held against each other although the versions may
 * give it different types.
 *
 * @param before the column in the older version
 * @param after the column in the candidate
 */
record ComparedColumn(Column before, Column after) {

    /** Whether both versions give numbers. */
    boolean numeric() {
        return before.numeric() && after.numeric();
    }

    /** A condition that is true where candidate {@code a} and older version {@code b} are not the same. */
    String differs() {
        String one = "a." + Sql.name(after.name());
        String other = "b." + Sql.name(before.name());
        if (sameType()) {
            return CellEquality.differs(after, one, other, Optional.empty());
        }
        return alike()
                ? one + " IS DISTINCT FROM " + other
                : text(after, one) + " IS DISTINCT FROM " + text(before, other);
    }

    /** A condition that candidate {@code a} and older version {@code b} have the same value in a column of the key. */
    String same() {
        String one = "a." + Sql.name(after.name());
        String other = "b." + Sql.name(before.name());
        return sameType() || alike()
                ? one + " IS NOT DISTINCT FROM " + other
                : text(after, one) + " IS NOT DISTINCT FROM " + text(before, other);
    }

    boolean sameType() {
        return before.type().equals(after.type());
    }

    /** Whether the engine finds a common type that loses nothing. */
    boolean alike() {
        return numeric() || (temporal(before) && temporal(after));
    }

    private static boolean temporal(Column column) {
        return column.type().equals("DATE")
                || column.type().equals(ValueConversion.ZONED_TIMESTAMP)
                || ValueConversion.LOCAL_TIMESTAMPS.contains(column.type());
    }

    private static String text(Column column, String value) {
        return CanonicalText.of(column, value);
    }
}
