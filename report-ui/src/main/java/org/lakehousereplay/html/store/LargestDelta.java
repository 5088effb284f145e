package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cell of a fixture that is farthest from its value in a version.
 *
 * @param fixture the number of the fixture
 * @param measure the number of the measure
 * @param row the number of the row
 * @param relative whether the size is a share of the other value; else that value is 0 everywhere
 * @param size how far it is
 */
public record LargestDelta(int fixture, int measure, long row, boolean relative, double size) {

    /** Shares go before amounts, which cannot be held against those of another measure. */
    public static final Comparator<LargestDelta> ORDER = Comparator.comparing(LargestDelta::relative)
            .thenComparing(LargestDelta::size)
            .thenComparing(Comparator.comparing(LargestDelta::row).reversed());

    /** The largest of each fixture against a version, by fixture; none where no number differs. */
    public static Map<Integer, LargestDelta> of(MetricRows rows, int version) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < rows.measures().size(); index++) {
            boolean numbers = rows.measures().get(index).numeric()
                    && rows.other(version, index).filter(StoredColumn::numeric).isPresent();
            if (numbers) {
                parts.add("SELECT d.f, " + index + " AS j, d.g, CAST(d.o" + index + " AS DOUBLE) AS o, CAST(t.b" + index
                        + " AS DOUBLE) AS v FROM " + MetricRows.differences(version) + " d JOIN " + MetricRows.ROWS
                        + " t ON t.g = d.g WHERE d.kind = 'changed' AND d.x" + index);
            }
        }
        Map<Integer, LargestDelta> largest = new TreeMap<>();
        if (parts.isEmpty() || !rows.differs(version)) {
            return largest;
        }
        String query = "SELECT f, j, g, relative, size FROM (SELECT f, j, g, o <> 0 AS relative,"
                + " abs(CASE WHEN o <> 0 THEN (v - o) / o ELSE v - o END) AS size FROM ("
                + String.join(" UNION ALL ", parts) + ") WHERE isfinite(o) AND isfinite(v)) WHERE isfinite(size)"
                + " QUALIFY row_number() OVER (PARTITION BY f ORDER BY relative DESC, size DESC, j, g) = 1";
        rows.store()
                .query(
                        query,
                        row -> largest.put(
                                row.getInt(1),
                                new LargestDelta(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getBoolean(4),
                                        row.getDouble(5))));
        return largest;
    }
}
