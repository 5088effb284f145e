package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Window;
import org.lakehousereplay.pipeline.WindowSize;

/** Holds rows to what the header of their metric declares, whatever is expected of them. */
final class OutputChecks {

    private final Connection connection;
    private final ZoneId zone;
    private final KeyedMetric metric;

    /**
     * @param connection a connection whose session runs in the zone of the fixtures
     * @param zone that zone
     * @param metric the metric
     */
    OutputChecks(Connection connection, ZoneId zone, KeyedMetric metric) {
        this.connection = connection;
        this.zone = zone;
        this.metric = metric;
    }

    /** Finds windows whose start is not a multiple of the declared size. */
    void findMisalignedWindows(Map<Integer, FixtureState> fixtures) throws SQLException {
        if (metric.declaration().window().isEmpty()) {
            return;
        }
        Window window = metric.declaration().window().get();
        Column column = metric.column(window.column());
        String start = Sql.name(column.name());
        String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), " + CanonicalText.of(column, start)
                + " FROM (SELECT DISTINCT _fixture, " + start + " FROM " + metric.actualTable() + " WHERE "
                + KeyedMetric.ofFixtures("_fixture", fixtures) + " AND " + misaligned(window, column, zone) + ")"
                + " QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + start + ") <= " + KeyedMetric.KEPT
                + " ORDER BY _fixture, " + start;
        Map<Integer, List<String>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(2));
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>()).add(rows.getString(3));
            }
        }
        first.forEach((number, starts) -> fixtures.get(number)
                .metric(metric.model())
                .findings()
                .add(new Finding.MisalignedWindows(
                        totals.get(number), column.name(), window.size().toString(), starts)));
    }

    /** A condition that is true for rows whose window starts at no multiple of the declared size. */
    static String misaligned(Window window, Column column, ZoneId zone) {
        String start = Sql.name(column.name());
        return start + " <> " + aligned(window.size(), column, start, zone);
    }

    /** The start of the window that a time falls into; weeks start on Monday. */
    static String aligned(WindowSize size, Column column, String time, ZoneId zone) {
        String bucket = "time_bucket(INTERVAL '" + size.sqlInterval() + "', " + time;
        return column.type().equals(ValueConversion.ZONED_TIMESTAMP)
                ? bucket + ", " + Sql.text(zone.getId()) + ")"
                : bucket + ")";
    }

    /** Finds keys that several rows of a table have. */
    void findDuplicates(String table, Finding.Side side, Map<Integer, FixtureState> fixtures) throws SQLException {
        String names = metric.names();
        String order = metric.keys().isEmpty() ? "_lakehouse_row_count" : metric.order();
        String query = "SELECT _fixture, count(*) OVER (PARTITION BY _fixture), _lakehouse_row_count" + metric.texts("")
                + " FROM (SELECT _fixture, count(*) AS _lakehouse_row_count" + names + " FROM " + table + " WHERE "
                + KeyedMetric.ofFixtures("_fixture", fixtures) + " GROUP BY _fixture" + names + " HAVING count(*) > 1)"
                + " QUALIFY row_number() OVER (PARTITION BY _fixture ORDER BY " + order + ") <= " + KeyedMetric.KEPT
                + " ORDER BY _fixture, " + order;
        Map<Integer, List<Finding.RepeatedKey>> first = new LinkedHashMap<>();
        Map<Integer, Long> totals = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                totals.put(rows.getInt(1), rows.getLong(2));
                first.computeIfAbsent(rows.getInt(1), any -> new ArrayList<>())
                        .add(new Finding.RepeatedKey(metric.key(rows, 4), rows.getLong(3)));
            }
        }
        first.forEach((number, repeated) -> fixtures.get(number)
                .metric(metric.model())
                .findings()
                .add(new Finding.DuplicateKeys(side, totals.get(number), repeated)));
    }
}
