package org.lakehousereplay.html.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses for every column of a metric how its values are written, by looking at all of them at once. */
final class Encodings {

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");
    private static final Set<String> TIMES =
            Set.of("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE");

    private static final Set<String> FLOATING = Set.of("FLOAT", "DOUBLE");

    /** The largest integer that JavaScript tells from its neighbours. */
    private static final long LARGEST_EXACT = 9_007_199_254_740_991L;

    private Encodings() {}

    static boolean isTime(StoredColumn column) {
        return TIMES.contains(column.type());
    }

    static boolean isFloating(StoredColumn column) {
        return FLOATING.contains(column.type());
    }

    /** Microseconds since 1970; of a local time as if it were universal. */
    static String microseconds(String value) {
        return "CASE WHEN isfinite(" + value + ") THEN epoch_us(" + value + ") END";
    }

    /** A decimal or integer without its point; NULL where it is too large for a BIGINT. */
    static String unscaled(StoredColumn column, String value) {
        return scale(column) > 0
                ? "TRY_CAST(replace(CAST(" + value + " AS VARCHAR), '.', '') AS BIGINT)"
                : "TRY_CAST(" + value + " AS BIGINT)";
    }

    private static int scale(StoredColumn column) {
        Matcher decimal = DECIMAL.matcher(column.type());
        return decimal.matches() ? Integer.parseInt(decimal.group(2)) : 0;
    }

    static List<Encoding> ofKeys(MetricRows rows) {
        List<Encoding> encodings = new ArrayList<>();
        for (int index = 0; index < rows.keys().size(); index++) {
            StoredColumn key = rows.keys().get(index);
            Optional<Encoding> time =
                    isTime(key) && !key.type().equals("DATE") ? time(rows, key, "k" + index) : Optional.empty();
            encodings.add(time.orElseGet(() -> Encoding.of(Encoding.Form.DICTIONARY)));
        }
        for (int index = 0; index < encodings.size(); index++) {
            if (encodings.get(index).form() == Encoding.Form.DICTIONARY && manyValues(rows, "k" + index)) {
                encodings.set(index, Encoding.of(Encoding.Form.TEXT));
            }
        }
        return encodings;
    }

    /** Whether a list of the values would be about as long as the rows. */
    private static boolean manyValues(MetricRows rows, String value) {
        boolean[] many = new boolean[1];
        rows.store()
                .query(
                        "SELECT approx_count_distinct(" + value + ") > 16 + count(*) // 4 FROM " + MetricRows.ROWS,
                        row -> many[0] = row.getBoolean(1));
        return many[0];
    }

    /** Empty when a time is missing, has a fraction that is too small, or a year that four digits do not tell. */
    private static Optional<Encoding> time(MetricRows rows, StoredColumn column, String value) {
        String sound = "coalesce(bool_and(" + value + " IS NOT NULL AND isfinite(" + value + ") AND year(" + value
                + ") BETWEEN 1 AND 9999"
                + (column.type().equals("TIMESTAMP_NS") ? " AND epoch_ns(" + value + ") % 1000 = 0" : "") + "), true)";
        String microseconds = microseconds(value);
        List<Encoding.Step> step = new ArrayList<>();
        String query = "SELECT " + sound + ", coalesce(bool_and((" + microseconds + ") % 1000000 = 0), true),"
                + " coalesce(bool_and((" + microseconds + ") % 1000 = 0), true),"
                + " coalesce(max(abs(" + microseconds + ")) <= " + LARGEST_EXACT + ", true) FROM " + MetricRows.ROWS;
        rows.store().query(query, row -> {
            if (row.getBoolean(1) && row.getBoolean(2)) {
                step.add(Encoding.Step.SECOND);
            } else if (row.getBoolean(1) && row.getBoolean(3)) {
                step.add(Encoding.Step.MILLISECOND);
            } else if (row.getBoolean(1) && row.getBoolean(4)) {
                step.add(Encoding.Step.MICROSECOND);
            }
        });
        return step.stream().findFirst().map(found -> new Encoding(Encoding.Form.TIME, 0, found));
    }

    static List<Encoding> ofMeasures(MetricRows rows) {
        List<Encoding> encodings = new ArrayList<>();
        for (int index = 0; index < rows.measures().size(); index++) {
            StoredColumn measure = rows.measures().get(index);
            if (isFloating(measure)) {
                encodings.add(Encoding.of(Encoding.Form.FLOATING));
            } else if (measure.numeric()) {
                boolean exact = isExact(rows, measure, "b" + index);
                encodings.add(new Encoding(
                        exact ? Encoding.Form.DECIMAL : Encoding.Form.ROUNDED, scale(measure), Encoding.Step.SECOND));
            } else {
                encodings.add(Encoding.of(Encoding.Form.DICTIONARY));
            }
        }
        return encodings;
    }

    private static boolean isExact(MetricRows rows, StoredColumn measure, String value) {
        String limit =
                new BigDecimal(LARGEST_EXACT).movePointLeft(scale(measure)).toPlainString();
        // The smallest and largest value are known without a look at the rows.
        String above = measure.type().startsWith("U") ? "true" : "min(" + value + ") >= -" + limit;
        boolean[] exact = new boolean[1];
        rows.store()
                .query(
                        "SELECT coalesce(max(" + value + ") <= " + limit + " AND " + above + ", true) FROM "
                                + MetricRows.ROWS,
                        row -> exact[0] = row.getBoolean(1));
        return exact[0];
    }
}
