package org.lakehousereplay.engine.duckdb;

import org.lakehousereplay.pipeline.Column;

/**
 * The one text form of a value: in messages, in the report and in the files that {@code record} writes. For renderers,
 * which ask the replay store for the same texts; the session must run in the time zone of the fixture.
 */
public final class CanonicalText {

    private CanonicalText() {}

    /**
     * A VARCHAR expression for a value.
     *
     * @param column the column the value is of
     * @param value an expression of the column's type
     */
    public static String of(Column column, String value) {
        String type = column.type();
        String text = "CAST(" + value + " AS VARCHAR)";
        if (ValueConversion.LOCAL_TIMESTAMPS.contains(type)) {
            return "replace(" + text + ", ' ', 'T')";
        }
        if (type.equals(ValueConversion.ZONED_TIMESTAMP)) {
            String iso = "replace(" + text + ", ' ', 'T')";
            return "regexp_replace(regexp_replace(" + iso + ", '[+]00$', 'Z'), '([+-]\\d\\d)$', '\\1:00')";
        }
        if (type.startsWith("STRUCT(") || type.startsWith("MAP(") || type.endsWith("]")) {
            return "CAST(to_json(" + value + ") AS VARCHAR)";
        }
        return text;
    }

    /**
     * A VARCHAR expression for the difference of two values, with its sign; NULL where there is none to tell.
     *
     * @param column the column the values are of
     * @param actual an expression of the column's type
     * @param expected an expression of the column's type
     */
    public static String delta(Column column, String actual, String expected) {
        String type = column.type();
        String difference;
        if (ValueConversion.INTEGERS.contains(type)) {
            difference = "CAST(" + actual + " AS HUGEINT) - CAST(" + expected + " AS HUGEINT)";
        } else if (column.numeric()
                || type.equals("DATE")
                || type.equals(ValueConversion.ZONED_TIMESTAMP)
                || ValueConversion.LOCAL_TIMESTAMPS.contains(type)) {
            difference = actual + " - " + expected;
        } else {
            return "CAST(NULL AS VARCHAR)";
        }
        return "regexp_replace(TRY(CAST(" + difference + " AS VARCHAR)), '^([0-9])', '+\\1')";
    }
}
