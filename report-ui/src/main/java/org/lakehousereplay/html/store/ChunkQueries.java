package org.lakehousereplay.html.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for the columns of chunks as JSON; each answer has a text for every chunk of a range of rows. */
final class ChunkQueries {

    private static final String STARTS = "lakehouse_starts";

    private final MetricRows rows;

    ChunkQueries(MetricRows rows) {
        this.rows = rows;
    }

    /** Rows of a metric by number, the last one excluded. */
    record Range(long from, long to) {}

    /** Keeps where the rows and chunks of each fixture begin. */
    void createStarts(List<FixtureCounts> counts, List<DataChunk> chunks) {
        StringBuilder values = new StringBuilder("(-1, 0, 0)");
        int next = 0;
        for (FixtureCounts fixture : counts) {
            values.append(", (")
                    .append(fixture.fixture())
                    .append(", ")
                    .append(fixture.start())
                    .append(", ")
                    .append(next)
                    .append(')');
            while (next < chunks.size() && chunks.get(next).fixture() == fixture.fixture()) {
                next++;
            }
        }
        rows.store()
                .execute("CREATE OR REPLACE TEMP TABLE " + STARTS + " AS SELECT f, CAST(start AS BIGINT) AS start,"
                        + " chunk FROM (VALUES " + values + ") t(f, start, chunk)");
    }

    /** Rows of a table with the number {@code c} of their chunk and the place {@code i} in it. */
    private static String placed(String table, Range range) {
        return "(SELECT t.*, s.chunk + (t.g - s.start) // " + DataChunk.MOST_ROWS + " AS c, (t.g - s.start) % "
                + DataChunk.MOST_ROWS + " AS i FROM " + table + " t JOIN " + STARTS + " s ON s.f = t.f WHERE t.g >= "
                + range.from() + " AND t.g < " + range.to() + ")";
    }

    private Map<Integer, String> texts(String query) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        rows.store().query(query, row -> texts.put(row.getInt(1), row.getString(2)));
        return texts;
    }

    /** A column, without its name and the braces. */
    Map<Integer, String> column(Range range, StoredColumn column, String value, Encoding encoding) {
        return switch (encoding.form()) {
            case TIME -> texts(times(range, column, value, encoding.step()));
            case DICTIONARY -> texts(dictionary(range, column, value));
            case TEXT -> texts(list(range, "'\"t\":\"text\",\"values\":['", json(column.text(value))));
            case DECIMAL ->
                texts(list(
                        range,
                        "'\"t\":\"decimal\",\"scale\":" + encoding.scale() + ",\"v\":['",
                        Encodings.unscaled(column, value)));
            case ROUNDED, FLOATING -> texts(list(range, "'\"t\":\"double\",\"v\":['", floating(value)));
        };
    }

    private static String json(String text) {
        return "CAST(to_json(" + text + ") AS VARCHAR)";
    }

    private static String list(Range range, String head, String value) {
        return "SELECT c, " + head + " || " + joined("v") + " || ']' FROM (SELECT c, i, " + value + " AS v FROM "
                + placed(MetricRows.ROWS, range) + ") GROUP BY c";
    }

    private static String joined(String value) {
        return "string_agg(coalesce(CAST(" + value + " AS VARCHAR), 'null'), ',' ORDER BY i)";
    }

    private static String floating(String value) {
        String number = "CAST(" + value + " AS DOUBLE)";
        return "CASE WHEN isnan(" + number + ") THEN '\"NaN\"' WHEN isinf(" + number + ") THEN CASE WHEN " + number
                + " > 0 THEN '\"Infinity\"' ELSE '\"-Infinity\"' END ELSE CAST(" + value + " AS VARCHAR) END";
    }

    private static String times(Range range, StoredColumn column, String value, Encoding.Step step) {
        String type = column.type().equals("TIMESTAMP WITH TIME ZONE") ? "instant" : "time";
        return "SELECT c, '\"t\":\"" + type + "\",\"step\":\"" + step.label() + "\",\"start\":' || first(v ORDER BY i)"
                + " || ',\"delta\":[' || " + joined("d") + " || ']' FROM (SELECT c, i, v,"
                + " v - lag(v, 1, v) OVER (PARTITION BY c ORDER BY i) AS d FROM"
                + " (SELECT c, i, epoch_us(" + value + ") // " + step.microseconds() + " AS v FROM "
                + placed(MetricRows.ROWS, range) + ")) GROUP BY c";
    }

    private static String dictionary(Range range, StoredColumn column, String value) {
        return "WITH t AS (SELECT c, i, " + column.text(value) + " AS v FROM " + placed(MetricRows.ROWS, range)
                + "), d AS (SELECT c, v, row_number() OVER (PARTITION BY c ORDER BY min(i)) - 1 AS code FROM t"
                + " GROUP BY c, v) SELECT c, '\"t\":\"dict\",\"values\":[' || l.texts || '],\"code\":[' || r.codes"
                + " || ']' FROM (SELECT c, string_agg(coalesce(" + json("v") + ", 'null'), ',' ORDER BY code) AS texts"
                + " FROM d GROUP BY c) l JOIN (SELECT t.c, string_agg(CAST(d.code AS VARCHAR), ',' ORDER BY t.i) AS"
                + " codes FROM t JOIN d ON d.c = t.c AND d.v IS NOT DISTINCT FROM t.v GROUP BY t.c) r USING (c)";
    }

    /** The places of rows that the candidate does not have. */
    Map<Integer, String> absent(Range range) {
        if (!rows.differs()) {
            return Map.of();
        }
        return texts("SELECT c, string_agg(CAST(i AS VARCHAR), ',' ORDER BY i) FROM " + placed(MetricRows.ROWS, range)
                + " WHERE NOT a GROUP BY c");
    }

    /** The places of rows that a version does not have. */
    Map<Integer, String> absent(Range range, int version) {
        if (!rows.differs() && !rows.hasFurther()) {
            return Map.of();
        }
        String others = rows.differs(version)
                ? " AND NOT EXISTS (SELECT 1 FROM " + MetricRows.differences(version) + " d WHERE d.g = t.g)"
                : "";
        String gone = rows.differs(version)
                ? " UNION ALL SELECT c, i FROM " + placed(MetricRows.differences(version), range)
                        + " WHERE kind = 'gone'"
                : "";
        String further = rows.subject().versions().get(version).expectation()
                ? " UNION ALL SELECT c, i FROM " + placed(MetricRows.FURTHER, range)
                : "";
        return texts("SELECT c, string_agg(CAST(i AS VARCHAR), ',' ORDER BY i) FROM (SELECT c, i FROM "
                + placed(MetricRows.ROWS, range) + " t WHERE NOT a" + others + gone + further + ") GROUP BY c");
    }

    /** The chunks with rows that an expectation allows without naming them. */
    Set<Integer> further(Range range) {
        if (!rows.hasFurther()) {
            return Set.of();
        }
        return texts("SELECT c, 'true' FROM " + placed(MetricRows.FURTHER, range) + " GROUP BY c")
                .keySet();
    }

    /** The members of {@code exact}: texts of the candidate's cells that differ, or that numbers do not hold. */
    Map<Integer, String> exact(Range range, List<Encoding> measures) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (int index = 0; index < measures.size(); index++) {
            StoredColumn measure = rows.measures().get(index);
            boolean all = measures.get(index).form() == Encoding.Form.ROUNDED;
            if (!all && !rows.differs()) {
                continue;
            }
            String source = all
                    ? placed(MetricRows.ROWS, range) + " WHERE b" + index + " IS NOT NULL"
                    : "(SELECT p.c, p.i, p.b" + index + " FROM " + placed(MetricRows.ROWS, range) + " p JOIN "
                            + MetricRows.CHANGED + " d ON d.g = p.g WHERE d.x" + index + ")";
            merge(texts, cells(measure.name(), measure.text("b" + index), source));
        }
        return texts;
    }

    /** The members of {@code cells} of a version. */
    Map<Integer, String> cells(Range range, int version) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (int index = 0; rows.differs(version) && index < rows.measures().size(); index++) {
            StoredColumn measure = rows.measures().get(index);
            if (rows.other(version, index).isEmpty()) {
                continue;
            }
            String other = rows.other(version, index).get().text("o" + index);
            String source = "(SELECT d.c, d.i, d.o" + index + " FROM "
                    + placed(MetricRows.differences(version), range) + " d JOIN " + MetricRows.ROWS
                    + " p ON p.g = d.g WHERE CASE d.kind WHEN 'changed' THEN d.x" + index
                    + " WHEN 'only' THEN " + rows.other(version, index).get().text("d.o" + index)
                    + " IS DISTINCT FROM " + measure.text("p.b" + index) + " ELSE false END)";
            merge(texts, cells(measure.name(), other, source));
        }
        return texts;
    }

    private Map<Integer, String> cells(String name, String text, String source) {
        return texts("SELECT c, " + Quoted.text(JsonText.of(name) + ":{\"r\":[")
                + " || string_agg(CAST(i AS VARCHAR), ',' ORDER BY i) || '],\"v\":[' || string_agg(coalesce("
                + json(text) + ", 'null'), ',' ORDER BY i) || ']}' FROM " + source + " GROUP BY c");
    }

    private static void merge(Map<Integer, String> texts, Map<Integer, String> further) {
        further.forEach((chunk, text) -> texts.merge(chunk, text, (one, other) -> one + "," + other));
    }

    /** The members of {@code anomalies}. */
    Map<Integer, String> anomalies(Range range) {
        if (!rows.hasAnomalies()) {
            return Map.of();
        }
        List<String> members = new ArrayList<>(List.of(
                "'{\"check\":'",
                json("violated"),
                "',\"r\":['",
                "string_agg(CAST(i AS VARCHAR), ',' ORDER BY i)",
                "']}'"));
        return texts("SELECT c, string_agg(member, ',' ORDER BY violated) FROM (SELECT c, violated, "
                + String.join(" || ", members) + " AS member FROM " + placed(MetricRows.ANOMALIES, range)
                + " GROUP BY c, violated) GROUP BY c");
    }
}
