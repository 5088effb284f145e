package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Source;

/**
 * Holds loaded rows to a foreign key of their {@code CREATE TABLE}: by a query over all fixtures at once, and looks for
 * lines only where it is broken.
 */
final class ForeignKeyCheck {

    private static final int SHOWN = 3;

    private final Connection connection;
    private final Source source;
    private final ForeignKey key;

    ForeignKeyCheck(Connection connection, Source source, ForeignKey key) {
        this.connection = connection;
        this.source = source;
        this.key = key;
    }

    /**
     * The fixtures with a row that refers to nothing.
     *
     * @param rows a relation with the columns of the source and {@code _fixture}
     * @param referenced a relation with the columns of the source that is referred to and {@code _fixture}
     */
    Set<Integer> violatingFixtures(String rows, String referenced) throws SQLException {
        Set<Integer> fixtures = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT DISTINCT c._fixture FROM " + rows + " c WHERE "
                        + refersToNothing(referenced, "p._fixture = c._fixture"))) {
            while (found.next()) {
                fixtures.add(found.getInt(1));
            }
        }
        return fixtures;
    }

    /**
     * The first rows of an input that refer to nothing.
     *
     * @param parts the files of the input
     * @param referenced the rows of the same fixture that may be referred to
     */
    List<Problem> explain(List<ConstraintCheck.LocatedRows> parts, String referenced) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (ConstraintCheck.LocatedRows part : parts) {
            String table = "lakehouse_located";
            DuckDbDatabase.execute(connection, "CREATE OR REPLACE TEMP TABLE " + table + " AS " + part.query());
            String values = key.columns().stream()
                    .map(this::column)
                    .map(column -> CanonicalText.of(column, "c." + Sql.name(column.name())))
                    .collect(Collectors.joining(" || ', ' || "));
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT c._lakehouse_line, " + values + " FROM " + table
                            + " c WHERE " + refersToNothing(referenced, "true")
                            + " ORDER BY c._lakehouse_line LIMIT " + SHOWN)) {
                while (rows.next()) {
                    problems.add(
                            problem(Location.of(part.file(), Math.toIntExact(rows.getLong(1))), rows.getString(2)));
                }
            }
        }
        return problems;
    }

    private Column column(String name) {
        return source.column(name).orElseThrow();
    }

    private Problem problem(Location location, String value) {
        return Problem.at(
                location,
                ErrorCode.CONSTRAINT_FOREIGN_KEY,
                "(" + String.join(", ", key.columns()) + ") = (" + value + ") of source " + source.name()
                        + " refers to no row of " + key.source() + " by (" + String.join(", ", key.referenced()) + ")",
                "Add the row to the input of " + key.source()
                        + ", or drop the FOREIGN KEY from sources.sql if the raw tables do not keep it");
    }

    private String refersToNothing(String referenced, String sameFixture) {
        List<String> conditions = new ArrayList<>();
        List<String> same = new ArrayList<>(List.of(sameFixture));
        for (int index = 0; index < key.columns().size(); index++) {
            String column = "c." + Sql.name(key.columns().get(index));
            conditions.add(column + " IS NOT NULL");
            same.add("p." + Sql.name(key.referenced().get(index)) + " = " + column);
        }
        conditions.add("NOT EXISTS (SELECT 1 FROM " + referenced + " p WHERE " + String.join(" AND ", same) + ")");
        return String.join(" AND ", conditions);
    }
}
