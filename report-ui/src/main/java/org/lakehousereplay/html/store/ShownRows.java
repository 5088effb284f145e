package org.lakehousereplay.html.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads rows that are shown whole: few of each fixture. */
public final class ShownRows {

    private final MetricRows rows;

    public ShownRows(MetricRows rows) {
        this.rows = rows;
    }

    /** The first rows of fixtures that differ in any version or do not hold a check. */
    public List<ShownRow> marked(Collection<Integer> fixtures, int limit) {
        return read(
                fixtures,
                "SELECT g FROM (SELECT g, f FROM " + MetricRows.CHANGED + " UNION SELECT g, f FROM "
                        + MetricRows.ANOMALIES + ") WHERE " + of(fixtures)
                        + " QUALIFY row_number() OVER (PARTITION BY f ORDER BY g) <= " + limit);
    }

    /** How many rows of a fixture differ in any version or do not hold a check. */
    public long countMarked(int fixture) {
        long[] count = new long[1];
        rows.store()
                .query(
                        "SELECT count(*) FROM (SELECT g FROM " + MetricRows.CHANGED + " WHERE f = " + fixture
                                + " UNION SELECT g FROM " + MetricRows.ANOMALIES + " WHERE f = " + fixture + ")",
                        row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** The first rows of fixtures. */
    public List<ShownRow> first(Collection<Integer> fixtures, int limit) {
        return read(
                fixtures,
                "SELECT g FROM " + MetricRows.ROWS + " WHERE " + of(fixtures)
                        + " QUALIFY row_number() OVER (PARTITION BY f ORDER BY g) <= " + limit);
    }

    /** Some rows of fixtures. */
    public List<ShownRow> numbered(Collection<Integer> fixtures, Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return read(
                fixtures,
                "SELECT g FROM " + MetricRows.ROWS + " WHERE g IN ("
                        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
    }

    private static String of(Collection<Integer> fixtures) {
        if (fixtures.isEmpty()) {
            return "false";
        }
        return "f IN (" + fixtures.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private List<ShownRow> read(Collection<Integer> fixtures, String numbers) {
        List<ShownRow> shown = new ArrayList<>();
        Map<String, List<Integer>> zones = new LinkedHashMap<>();
        for (int fixture : fixtures) {
            zones.computeIfAbsent(rows.subject().fixtures().get(fixture).timeZone(), any -> new ArrayList<>())
                    .add(fixture);
        }
        zones.forEach((zone, ofZone) -> {
            rows.store().execute("SET TimeZone = " + Quoted.text(zone));
            rows.store().query(query(numbers, ofZone), row -> shown.add(row(row)));
        });
        shown.sort((one, other) -> Long.compare(one.number(), other.number()));
        return shown;
    }

    private String query(String numbers, List<Integer> fixtures) {
        StringBuilder select = new StringBuilder("SELECT t.f, t.g, t.a, (SELECT list(violated ORDER BY violated) FROM ")
                .append(MetricRows.ANOMALIES)
                .append(" n WHERE n.g = t.g)");
        for (int index = 0; index < rows.keys().size(); index++) {
            select.append(", ").append(rows.keys().get(index).text("t.k" + index));
        }
        for (int index = 0; index < rows.measures().size(); index++) {
            select.append(", ").append(rows.measures().get(index).text("t.b" + index));
        }
        StringBuilder joins = new StringBuilder();
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            if (!rows.differs(version)) {
                continue;
            }
            String alias = "d" + version;
            joins.append(" LEFT JOIN ")
                    .append(MetricRows.differences(version))
                    .append(' ')
                    .append(alias)
                    .append(" ON ")
                    .append(alias)
                    .append(".g = t.g");
            boolean expectation = rows.subject().versions().get(version).expectation();
            select.append(", coalesce(")
                    .append(alias)
                    .append(".kind, ")
                    .append(
                            expectation
                                    ? "CASE WHEN EXISTS (SELECT 1 FROM " + MetricRows.FURTHER
                                            + " u WHERE u.g = t.g) THEN 'further' END"
                                    : "NULL")
                    .append(')');
            for (int index = 0; index < rows.measures().size(); index++) {
                cell(select, alias, version, index);
            }
        }
        return select + " FROM (" + numbers + ") c JOIN " + MetricRows.ROWS + " t ON t.g = c.g" + joins + " WHERE t."
                + of(fixtures) + " ORDER BY t.g";
    }

    private void cell(StringBuilder select, String alias, int version, int index) {
        StoredColumn measure = rows.measures().get(index);
        Optional<StoredColumn> other = rows.other(version, index);
        if (other.isEmpty()) {
            select.append(", false, NULL, NULL");
            return;
        }
        String value = alias + ".o" + index;
        boolean comparable = measure.type().equals(other.get().type())
                || measure.numeric() && other.get().numeric();
        select.append(", coalesce(")
                .append(alias)
                .append(".kind = 'only' OR ")
                .append(alias)
                .append(".x")
                .append(index)
                .append(", false), ")
                .append(other.get().text(value))
                .append(", ")
                .append(comparable ? "CASE WHEN t.a THEN " + measure.delta("t.b" + index, value) + " END" : "NULL");
    }

    private ShownRow row(ResultSet row) throws SQLException {
        int fixture = row.getInt(1);
        boolean present = row.getBoolean(3);
        List<String> violated = new ArrayList<>();
        if (row.getArray(4) != null) {
            for (Object check : (Object[]) row.getArray(4).getArray()) {
                violated.add(String.valueOf(check));
            }
        }
        int at = 5;
        List<String> key = new ArrayList<>();
        for (int index = 0; index < rows.keys().size(); index++) {
            key.add(row.getString(at++));
        }
        List<String> values = new ArrayList<>();
        for (int index = 0; index < rows.measures().size(); index++) {
            values.add(row.getString(at++));
        }
        List<ShownRow.InVersion> versions = new ArrayList<>();
        for (int version = 0; version < rows.subject().versions().size(); version++) {
            String name = rows.subject().fixtures().get(fixture).name();
            boolean compared = rows.subject().versions().get(version).fixtures().contains(name);
            List<Optional<ShownRow.Cell>> cells = new ArrayList<>();
            Optional<String> kind = Optional.empty();
            if (rows.differs(version)) {
                kind = Optional.ofNullable(row.getString(at++));
                for (int index = 0; index < rows.measures().size(); index++) {
                    cells.add(
                            row.getBoolean(at)
                                    ? Optional.of(new ShownRow.Cell(
                                            row.getString(at + 1), Optional.ofNullable(row.getString(at + 2))))
                                    : Optional.empty());
                    at += 3;
                }
            } else {
                rows.measures().forEach(measure -> cells.add(Optional.empty()));
            }
            versions.add(new ShownRow.InVersion(
                    compared ? kind(kind.orElse(present ? "same" : "neither")) : ShownRow.Kind.UNKNOWN, cells));
        }
        return new ShownRow(fixture, row.getLong(2), present, key, values, versions, violated);
    }

    private static ShownRow.Kind kind(String name) {
        return switch (name) {
            case "changed" -> ShownRow.Kind.CHANGED;
            case "gone" -> ShownRow.Kind.GONE;
            case "only" -> ShownRow.Kind.ONLY;
            case "further" -> ShownRow.Kind.UNKNOWN;
            case "same" -> ShownRow.Kind.SAME;
            default -> ShownRow.Kind.NEITHER;
        };
    }
}
