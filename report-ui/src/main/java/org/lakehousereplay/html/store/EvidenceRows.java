package org.lakehousereplay.html.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which raw rows stand behind windows that differ. A store of an older run may not have them. */
public final class EvidenceRows {

    private static final String SCHEMA = "lakehouse";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ReplayStore store;

    public EvidenceRows(ReplayStore store) {
        this.store = store;
    }

    /**
     * A window in a version.
     *
     * @param fixture its fixture
     * @param key its key as a JSON object
     * @param version the version, {@code candidate} or the label of an older one
     * @param inWindow how many raw rows lie in the window
     * @param examined how many of them were examined
     * @param stopped why the others were not
     */
    public record Window(String fixture, String key, String version, long inWindow, long examined, String stopped) {

        /** The key, column by column; null is NULL. */
        public Map<String, String> cells() {
            return EvidenceRows.cells(key);
        }
    }

    /**
     * A raw row and what became of it.
     *
     * @param version the version
     * @param source the source of the row
     * @param number its position in the input
     * @param fate what became of it
     * @param model the file in which it was left out
     * @param predicate the condition that left it out
     * @param line the line of the condition
     * @param column the column of the condition
     * @param contribution what it adds to each measure
     * @param values its values; null is NULL
     */
    public record Row(
            String version,
            String source,
            long number,
            String fate,
            Optional<String> model,
            Optional<String> predicate,
            Optional<Integer> line,
            Optional<Integer> column,
            Map<String, String> contribution,
            Map<String, String> values) {}

    /** The windows of a metric that were examined, in the order in which they were. */
    public List<Window> windows(MetricSubject subject) {
        List<Window> windows = new ArrayList<>();
        if (store.columns(SCHEMA, "evidence_windows").isEmpty()) {
            return windows;
        }
        store.query(
                "SELECT fixture, window_key, version, rows_in_window, rows_examined, stopped FROM "
                        + Quoted.table(SCHEMA, "evidence_windows") + " WHERE pipeline = "
                        + Quoted.text(subject.pipeline()) + " AND metric = " + Quoted.text(subject.metric())
                        + " ORDER BY rowid",
                row -> windows.add(new Window(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        Optional.ofNullable(row.getString(6)).orElse(""))));
        return windows;
    }

    /**
     * The raw rows of a window in all versions. Rows that the versions do not agree on come first, then those that do
     * not count, then all others, each by position; and sources that have such rows come before those that do not.
     *
     * @param limit how many rows of a source
     * @param totals takes the number of rows of each source
     */
    public List<Row> rows(MetricSubject subject, String fixture, String key, int limit, Map<String, Long> totals) {
        List<Row> rows = new ArrayList<>();
        if (store.columns(SCHEMA, "evidence").isEmpty()) {
            return rows;
        }
        String query = "SELECT version, source, row_number, fate, model, predicate, line, column_number, contribution,"
                + " row_values FROM"
                + " (SELECT *, dense_rank() OVER (PARTITION BY source ORDER BY deciding, row_number) AS place_in_source,"
                + " min(deciding) OVER (PARTITION BY source) AS deciding_of_source"
                + " FROM (SELECT *, CASE WHEN min(fate) OVER (PARTITION BY source, row_number) <> max(fate) OVER"
                + " (PARTITION BY source, row_number) THEN 0 WHEN fate = 'no effect' THEN 3 WHEN fate = 'counted' THEN 2 ELSE 1 END AS deciding FROM "
                + of(subject, fixture, key) + ")) WHERE place_in_source <= " + limit
                + " ORDER BY deciding_of_source, source, deciding, row_number, version";
        store.query(
                "SELECT source, count(DISTINCT row_number) FROM " + of(subject, fixture, key)
                        + " GROUP BY source ORDER BY source",
                row -> totals.put(row.getString(1), row.getLong(2)));
        store.query(query, row -> {
            int line = row.getInt(7);
            Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(line);
            int column = row.getInt(8);
            Optional<Integer> place = row.wasNull() ? Optional.empty() : Optional.of(column);
            rows.add(new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    Optional.ofNullable(row.getString(5)),
                    Optional.ofNullable(row.getString(6)),
                    known,
                    place,
                    cells(row.getString(9)),
                    cells(row.getString(10))));
        });
        return rows;
    }

    /**
     * What all raw rows of a window add to each measure in each version, by source: a row of one source and the rows of
     * another that it is joined with add the same amount, and must not be summed up together.
     */
    public Map<String, Map<String, Map<String, BigDecimal>>> contributions(
            MetricSubject subject, String fixture, String key) {
        Map<String, Map<String, Map<String, BigDecimal>>> sums = new LinkedHashMap<>();
        if (store.columns(SCHEMA, "evidence").isEmpty()) {
            return sums;
        }
        store.query(
                "SELECT version, contribution, source FROM " + of(subject, fixture, key)
                        + " ORDER BY source, row_number",
                row -> {
                    String version = row.getString(1);
                    Map<String, Map<String, BigDecimal>> ofSource =
                            sums.computeIfAbsent(row.getString(3), any -> new LinkedHashMap<>());
                    cells(row.getString(2)).forEach((measure, amount) -> number(amount)
                            .ifPresent(number -> ofSource.computeIfAbsent(measure, any -> new LinkedHashMap<>())
                                    .merge(version, number, BigDecimal::add)));
                });
        return sums;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.ofNullable(text).map(BigDecimal::new);
        } catch (NumberFormatException infinite) {
            return Optional.empty();
        }
    }

    private static String of(MetricSubject subject, String fixture, String key) {
        return Quoted.table(SCHEMA, "evidence") + " WHERE pipeline = " + Quoted.text(subject.pipeline())
                + " AND fixture = " + Quoted.text(fixture) + " AND metric = " + Quoted.text(subject.metric())
                + " AND window_key = " + Quoted.text(key);
    }

    private static Map<String, String> cells(String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException damaged) {
            // What cannot be read is not shown.
            return Map.of();
        }
    }
}
