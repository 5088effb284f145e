package org.lakehousereplay.spi;

/**
 * The format in which rows travel: JSON lines in UTF-8, one object a row. Public SPI.
 *
 * <ul>
 *   <li>{@code "i"}: the number of the increment, from 0; only in inputs
 *   <li>{@code "k"}: the row kind, {@code "+I"}, {@code "-U"}, {@code "+U"} or {@code "-D"}; left out for {@code +I}
 *   <li>{@code "c0"}, {@code "c1"}, …: the values of the columns in declared order, {@code null} for NULL. Every value
 *       is a string that spells it as the replay store does when it casts to VARCHAR: {@code "12.30"},
 *       {@code "2024-05-18 12:00:00.5"}, {@code "true"}, {@code "NaN"}; times with a time zone in UTC
 *       ({@code "2024-05-18 04:00:00+00"}); bytes in hexadecimal. Lists, structs and maps are JSON values whose leaves
 *       follow the same rules, a map as a list of {@code {"key": …, "value": …}}.
 * </ul>
 *
 * <p>Rows stand in the order in which they arrive or were emitted.
 *
 * <pre>{@code
 * {"i":0,"k":"+I","c0":"1","c1":"2024-05-18 12:00:00","c2":"9.90"}
 * }</pre>
 */
public final class RowFile {

    /** The member with the number of the increment. */
    public static final String INCREMENT = "i";

    /** The member with the row kind. */
    public static final String KIND = "k";

    private RowFile() {}

    /**
     * The member with the value of a column.
     *
     * @param index the index of the column, from 0
     */
    public static String column(int index) {
        return "c" + index;
    }
}
