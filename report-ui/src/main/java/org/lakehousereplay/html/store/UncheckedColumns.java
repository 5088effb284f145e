package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measures that a version says nothing of. An expectation may name fewer columns than the metric has, and the store
 * has NULL for those; so has an older version that did not have the column.
 */
final class UncheckedColumns {

    private final MetricRows rows;

    UncheckedColumns(MetricRows rows) {
        this.rows = rows;
    }

    static String place(int version, int fixture) {
        return version + " " + fixture;
    }

    /** The names by {@link #place}. */
    Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            if (rows.subject().versions().get(version).expectation()) {
                ofExpectation(version, names);
            } else {
                ofOlder(version, names);
            }
        }
        return names;
    }

    private void ofOlder(int version, Map<String, List<String>> names) {
        List<String> missing = new ArrayList<>();
        for (int measure = 0; measure < rows.measures().size(); measure++) {
            if (rows.other(version, measure).isEmpty()) {
                missing.add(rows.measures().get(measure).name());
            }
        }
        if (!missing.isEmpty()) {
            for (int fixture = 0; fixture < rows.subject().fixtures().size(); fixture++) {
                names.put(place(version, fixture), missing);
            }
        }
    }

    /** A column that is NULL in all expected rows, and yet agrees with values that are not, was not looked at. */
    private void ofExpectation(int version, Map<String, List<String>> names) {
        MetricSubject subject = rows.subject();
        Optional<List<StoredColumn>> expected =
                rows.store().columns(subject.pipeline() + " expected", subject.metric());
        if (expected.isEmpty() || rows.measures().isEmpty()) {
            return;
        }
        StringBuilder counts = new StringBuilder();
        StringBuilder values = new StringBuilder();
        StringBuilder differing = new StringBuilder();
        StringBuilder decided = new StringBuilder();
        for (int measure = 0; measure < rows.measures().size(); measure++) {
            String name = rows.measures().get(measure).name();
            boolean kept =
                    expected.get().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
            counts.append(", count(")
                    .append(kept ? "e." + Quoted.name(name) : "NULL")
                    .append(") AS n")
                    .append(measure);
            values.append(", count(b")
                    .append(measure)
                    .append(") FILTER (a) AS n")
                    .append(measure);
            differing
                    .append(rows.differs(version) ? ", bool_or(x" + measure + ")" : ", false")
                    .append(" AS x")
                    .append(measure);
            decided.append(", e.n")
                    .append(measure)
                    .append(" = 0 AND t.n")
                    .append(measure)
                    .append(" > 0 AND NOT coalesce(d.x")
                    .append(measure)
                    .append(", false)");
        }
        String differences = rows.differs(version)
                ? "(SELECT f" + differing + " FROM " + MetricRows.differences(version) + " GROUP BY f)"
                : "(SELECT -1 AS f" + differing + ")";
        String query = "SELECT e.f" + decided + " FROM (SELECT x.f" + counts + " FROM "
                + Quoted.table(subject.pipeline() + " expected", subject.metric())
                + " e JOIN lakehouse_fixtures x ON x.name = e._fixture GROUP BY x.f) e JOIN (SELECT f" + values
                + " FROM " + MetricRows.ROWS + " GROUP BY f) t ON t.f = e.f LEFT JOIN " + differences
                + " d ON d.f = e.f";
        rows.store().query(query, row -> {
            List<String> missing = new ArrayList<>();
            for (int measure = 0; measure < rows.measures().size(); measure++) {
                if (row.getBoolean(measure + 2)) {
                    missing.add(rows.measures().get(measure).name());
                }
            }
            if (!missing.isEmpty()) {
                names.put(place(version, row.getInt(1)), missing);
            }
        });
    }
}
