package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lakehousereplay.pipeline.Column;

/**
 * Moments at which metrics decide, in small groups: about a moment itself, about the ends of the window it falls into,
 * about midnight in each zone. The groups of columns of different types are about the same moments in the same order.
 */
final class TimeStories {

    private final TimedStatements statements;
    private final List<String> moments;
    private final List<String> intervals;
    private final Set<Integer> offsets = new LinkedHashSet<>();

    /**
     * @param statements run in the zone in which times are read
     * @param moments moments to begin with, as texts of the engine
     * @param intervals lengths of time, as texts of the engine
     * @param zones the zones in which days may be cut
     */
    TimeStories(TimedStatements statements, List<String> moments, List<String> intervals, List<ZoneId> zones) {
        this.statements = statements;
        this.moments = List.copyOf(moments);
        this.intervals = List.copyOf(intervals);
        // The offset of some day is near enough: what is wanted is a time on the other side of midnight.
        zones.forEach(zone -> offsets.add(zone.getRules()
                .getStandardOffset(Instant.EPOCH.plusSeconds(1_700_000_000L))
                .getTotalSeconds()));
        offsets.remove(ZoneOffset.UTC.getTotalSeconds());
    }

    static boolean concerns(Column column) {
        return column.type().equals("DATE")
                || column.type().equals(ValueConversion.ZONED_TIMESTAMP)
                || ValueConversion.LOCAL_TIMESTAMPS.contains(column.type());
    }

    /** The values of a column, a group for each story of each moment. */
    ValueDomain domain(Column column) throws SQLException {
        String type = column.type().equals("DATE") ? "TIMESTAMP" : column.type();
        List<List<String>> groups = new ArrayList<>();
        for (String moment : moments) {
            String base = "CAST(" + Sql.text(moment) + " AS " + type + ")";
            groups.addAll(texts(column, stories(base)));
        }
        return new ValueDomain(groups);
    }

    private List<List<String>> stories(String base) {
        List<List<String>> stories = new ArrayList<>();
        stories.add(
                List.of(base, base + plus("1 second"), base + minus("1 microsecond"), base + plus("1 microsecond")));
        for (String interval : intervals) {
            String start = "time_bucket(INTERVAL " + Sql.text(interval) + ", " + base + ")";
            stories.add(List.of(start, start + minus("1 microsecond"), start + plus(interval), base));
            stories.add(List.of(
                    start, start + plus(interval) + minus("1 microsecond"), start + plus("1 microsecond"), start));
            stories.add(List.of(
                    base,
                    base + plus(interval),
                    base + minus(interval),
                    base + plus(interval) + plus("1 microsecond"),
                    base + plus(interval) + minus("1 microsecond")));
        }
        String midnight = "date_trunc('day', " + base + ")";
        stories.add(List.of(midnight, midnight + minus("1 microsecond"), base, midnight + plus("12 hours")));
        stories.add(List.of(base, base + plus("1 day"), base + minus("1 day"), base + plus("8 days")));
        for (int offset : offsets) {
            for (int sign : List.of(1, -1)) {
                String shifted = midnight + plus(sign * offset + " seconds");
                stories.add(List.of(shifted, shifted + minus("1 microsecond"), shifted + plus("1 hour"), base));
            }
        }
        String month = "date_trunc('month', " + base + ")";
        stories.add(List.of(month, month + minus("1 microsecond"), base, month + plus("1 month")));
        return stories;
    }

    private static String plus(String interval) {
        return " + INTERVAL " + Sql.text(interval);
    }

    private static String minus(String interval) {
        return " - INTERVAL " + Sql.text(interval);
    }

    /** All stories in one query, or each in its own where one is out of range. */
    private List<List<String>> texts(Column column, List<List<String>> stories) throws SQLException {
        List<String> numbers = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (int story = 0; story < stories.size(); story++) {
            numbers.addAll(Collections.nCopies(stories.get(story).size(), Integer.toString(story)));
            expressions.addAll(stories.get(story));
        }
        String query = "SELECT DISTINCT story, CAST(CAST(v AS " + column.type() + ") AS VARCHAR) FROM (SELECT unnest(["
                + String.join(", ", numbers) + "]) AS story, unnest([" + String.join(", ", expressions)
                + "]) AS v) WHERE v IS NOT NULL ORDER BY 1, 2";
        try {
            return statements.query(query, rows -> read(rows, stories.size()));
        } catch (SQLException outOfRange) {
            TimedStatements.rethrowLimits(outOfRange);
            List<List<String>> texts = new ArrayList<>();
            for (List<String> story : stories) {
                texts.addAll(stories.size() > 1 ? texts(column, List.of(story)) : List.of(List.of()));
            }
            return texts;
        }
    }

    private static List<List<String>> read(ResultSet rows, int stories) throws SQLException {
        List<List<String>> texts = new ArrayList<>();
        for (int story = 0; story < stories; story++) {
            texts.add(new ArrayList<>());
        }
        while (rows.next()) {
            texts.get(rows.getInt(1)).add(rows.getString(2));
        }
        return texts;
    }
}
