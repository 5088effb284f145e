package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.Window;

/**
 * Which rows of a source belong to a window by what they say of themselves: by when they happened, and by the columns
 * that are called like those of the key.
 *
 * @param condition the condition that row {@code s} belongs to window {@code w}
 * @param complete whether every column of the key has its say; otherwise rows of other windows may seem to belong
 */
record SourceWindows(String condition, boolean complete) {

    /** Empty for a source that does not say when its rows happened. */
    static Optional<SourceWindows> of(Source source, Metric metric, EvidenceKeys keys) {
        Optional<Column> happened = source.eventTime().flatMap(source::column);
        if (happened.isEmpty()) {
            return Optional.empty();
        }
        List<String> conditions = new ArrayList<>(List.of("true"));
        boolean complete = true;
        for (int index = 0; index < keys.columns().size(); index++) {
            Column key = keys.columns().get(index);
            String value = "w.k" + index;
            Optional<Window> window =
                    metric.window().filter(found -> found.column().equalsIgnoreCase(key.name()));
            Optional<Column> own = source.column(key.name())
                    .filter(column ->
                            new ComparedColumn(column, key).sameType() || new ComparedColumn(column, key).alike());
            if (window.isPresent()) {
                String time = "s." + Sql.name(happened.get().name());
                conditions.add("CASE WHEN " + value + " IS NULL THEN " + time + " IS NULL ELSE " + time + " >= " + value
                        + " AND " + time + " < " + value + " + INTERVAL '"
                        + window.get().size().sqlInterval() + "' END");
            } else if (own.isPresent()) {
                conditions.add("s." + Sql.name(own.get().name()) + " IS NOT DISTINCT FROM " + value);
            } else {
                complete = false;
            }
        }
        return Optional.of(new SourceWindows(String.join(" AND ", conditions), complete));
    }
}
