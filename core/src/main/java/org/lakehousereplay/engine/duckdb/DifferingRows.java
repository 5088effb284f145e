package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;

/**
 * A table with rows of a metric that are worth looking into, for several fixtures: it has {@code _fixture} and the
 * columns of the metric's key.
 *
 * @param table the table
 * @param distance a number that is larger the more a row matters; empty when all matter alike
 */
record DifferingRows(String table, Optional<String> distance) {

    /** The rows that are not as a fixture expects them. */
    static DifferingRows fromExpected(KeyedMetric metric) {
        List<String> distances = new ArrayList<>();
        for (Column column : measures(metric)) {
            distances.add(distance(column, metric.expectedName(column), metric.actualName(column)));
        }
        return new DifferingRows(metric.workspace().differenceTable(metric.model()), farthest(distances));
    }

    /** The rows that are not as in an older version. */
    static DifferingRows fromOlder(KeyedMetric metric, OlderPipeline older) {
        Model before = older.before(metric.model());
        List<String> distances = new ArrayList<>();
        for (Column column : measures(metric)) {
            boolean both = before.output().stream()
                    .anyMatch(old -> old.name().equalsIgnoreCase(column.name()) && old.numeric());
            if (both) {
                distances.add(distance(column, metric.baselineName(column), metric.candidateName(column)));
            }
        }
        return new DifferingRows(older.workspace().differenceTable(before), farthest(distances));
    }

    /** The rows that break a check of the metric. */
    static DifferingRows ofChecks(KeyedMetric metric) {
        return new DifferingRows(metric.workspace().anomalyTable(metric.model()), Optional.empty());
    }

    private static List<Column> measures(KeyedMetric metric) {
        return metric.model().output().stream()
                .filter(column -> column.numeric() && !metric.keys().contains(column))
                .toList();
    }

    /** A row that one side does not have counts as 0; a column that is the same or was not compared does not count. */
    private static String distance(Column column, String one, String other) {
        String delta = "abs(coalesce(CAST(" + one + " AS DOUBLE), 0) - coalesce(CAST(" + other + " AS DOUBLE), 0))";
        return "CASE WHEN _kind = 'changed' AND NOT list_contains(_columns, " + Sql.text(column.name())
                + ") OR NOT isfinite(" + delta + ") THEN 0 ELSE " + delta + " END";
    }

    private static Optional<String> farthest(List<String> distances) {
        return distances.isEmpty() ? Optional.empty() : Optional.of("greatest(" + String.join(", ", distances) + ")");
    }
}
