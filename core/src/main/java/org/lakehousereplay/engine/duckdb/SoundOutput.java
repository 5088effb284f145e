package org.lakehousereplay.engine.duckdb;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.MetricCheck;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Window;

/**
 * Tells the outputs of a metric that a fixture could expect from those that would be red whatever it expects: a key that
 * is repeated, a window that does not begin where windows do, a row that breaks a check.
 *
 * @param metric the metric
 * @param zone the zone of the session
 */
record SoundOutput(Model metric, ZoneId zone) {

    /**
     * A query for the numbers of the databases whose output is unsound.
     *
     * @param rows a relation with the columns of the metric and {@code _fixture}
     */
    String unsound(String rows) {
        Metric declared = metric.metric().orElseThrow();
        List<String> queries = new ArrayList<>();
        String key = declared.key().stream().map(name -> ", " + Sql.name(name)).collect(Collectors.joining());
        queries.add("SELECT _fixture FROM " + rows + " GROUP BY _fixture" + key + " HAVING count(*) > 1");
        declared.window().ifPresent(window -> queries.add(misaligned(rows, window)));
        for (MetricCheck check : declared.checks()) {
            queries.add("SELECT _fixture FROM (SELECT * FROM " + rows + ") AS " + MetricCheck.ROWS + " WHERE NOT "
                    + check.enclosed());
        }
        return String.join(" UNION ", queries);
    }

    private String misaligned(String rows, Window window) {
        Column column = metric.output().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(window.column()))
                .findFirst()
                .orElseThrow();
        String start = Sql.name(column.name());
        return "SELECT _fixture FROM " + rows + " WHERE " + start + " <> "
                + OutputChecks.aligned(window.size(), column, start, zone);
    }
}
