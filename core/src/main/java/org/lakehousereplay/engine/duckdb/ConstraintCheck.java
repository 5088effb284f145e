package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Source;

/**
 * Holds loaded rows to the constraints of their {@code CREATE TABLE}: by queries over all fixtures at once, which is
 * far cheaper than an index, and looks for lines only where one is broken.
 */
final class ConstraintCheck {

    private static final int SHOWN = 3;

    private final Connection connection;
    private final Source source;

    ConstraintCheck(Connection connection, Source source) {
        this.connection = connection;
        this.source = source;
    }

    /** Rows of a file with their lines. */
    interface LocatedRows {

        /** The file. */
        java.nio.file.Path file();

        /** A query with the columns of the source and {@code _lakehouse_line}. */
        String query() throws SQLException;
    }

    /**
     * The fixtures whose rows break a constraint.
     *
     * @param rows a relation with the columns of the source and {@code _fixture}
     */
    Set<Integer> violatingFixtures(String rows) throws SQLException {
        List<String> conditions = new ArrayList<>();
        for (Column column : required()) {
            conditions.add(Sql.name(column.name()) + " IS NULL");
        }
        for (String check : source.checks()) {
            conditions.add("NOT (" + check + ")");
        }
        Set<Integer> fixtures = new LinkedHashSet<>();
        if (!conditions.isEmpty()) {
            fixtures.addAll(
                    fixtures("SELECT DISTINCT _fixture FROM " + rows + " WHERE " + String.join(" OR ", conditions)));
        }
        for (List<String> key : source.keys()) {
            fixtures.addAll(fixtures("SELECT DISTINCT _fixture FROM (SELECT _fixture FROM " + rows + notNull(key)
                    + " GROUP BY _fixture, " + Sql.names(key) + " HAVING count(*) > 1)"));
        }
        return fixtures;
    }

    private List<Column> required() {
        return source.columns().stream().filter(column -> !column.nullable()).toList();
    }

    private static String notNull(List<String> key) {
        return key.stream()
                .map(name -> Sql.name(name) + " IS NOT NULL")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    private Set<Integer> fixtures(String query) throws SQLException {
        Set<Integer> fixtures = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                fixtures.add(rows.getInt(1));
            }
        }
        return fixtures;
    }

    /** The first rows of an input that break each constraint. */
    List<Problem> explain(List<LocatedRows> parts) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        Map<List<String>, Map<String, List<Location>>> keys = new LinkedHashMap<>();
        for (LocatedRows part : parts) {
            String table = "lakehouse_located";
            DuckDbDatabase.execute(connection, "CREATE OR REPLACE TEMP TABLE " + table + " AS " + part.query());
            for (Column column : required()) {
                for (long line : lines(table, Sql.name(column.name()) + " IS NULL")) {
                    problems.add(Problem.at(
                            Location.of(part.file(), Math.toIntExact(line)),
                            ErrorCode.CONSTRAINT_NOT_NULL,
                            "column " + column.name() + " is NULL, and source " + source.name()
                                    + " declares it NOT NULL",
                            ""));
                }
            }
            for (String check : source.checks()) {
                for (long line : lines(table, "NOT (" + check + ")")) {
                    problems.add(Problem.at(
                            Location.of(part.file(), Math.toIntExact(line)),
                            ErrorCode.CONSTRAINT_CHECK,
                            "the row breaks CHECK " + check + " of source " + source.name(),
                            ""));
                }
            }
            for (List<String> key : source.keys()) {
                collectKeys(table, part, key, keys.computeIfAbsent(key, any -> new LinkedHashMap<>()));
            }
        }
        keys.forEach((key, places) -> places.values().stream()
                .filter(rows -> rows.size() > 1)
                .limit(SHOWN)
                .forEach(rows -> problems.add(duplicate(key, places, rows))));
        return problems;
    }

    private Problem duplicate(List<String> key, Map<String, List<Location>> places, List<Location> rows) {
        String value = places.entrySet().stream()
                .filter(entry -> entry.getValue() == rows)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        Location first = rows.get(0);
        Location second = rows.get(1);
        String where = first.file().equals(second.file()) ? "line " + first.line() : first.toString();
        return Problem.at(
                second,
                ErrorCode.CONSTRAINT_KEY,
                "the key (" + String.join(", ", key) + ") = (" + value + ") of source " + source.name()
                        + " is already on " + where,
                "Remove the row, or drop the key from sources.sql if the raw table has such duplicates");
    }

    private List<Long> lines(String table, String condition) throws SQLException {
        List<Long> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT _lakehouse_line FROM " + table + " WHERE " + condition
                        + " ORDER BY _lakehouse_line LIMIT " + SHOWN)) {
            while (rows.next()) {
                lines.add(rows.getLong(1));
            }
        }
        return lines;
    }

    private void collectKeys(String table, LocatedRows part, List<String> key, Map<String, List<Location>> places)
            throws SQLException {
        String text = key.stream()
                .map(name -> CanonicalText.of(source.column(name).orElseThrow(), Sql.name(name)))
                .collect(Collectors.joining(" || ', ' || "));
        String query =
                "SELECT " + text + ", _lakehouse_line FROM " + table + notNull(key) + " ORDER BY _lakehouse_line";
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                places.computeIfAbsent(rows.getString(1), any -> new ArrayList<>())
                        .add(Location.of(part.file(), Math.toIntExact(rows.getLong(2))));
            }
        }
    }
}
