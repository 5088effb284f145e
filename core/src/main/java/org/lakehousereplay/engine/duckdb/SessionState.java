package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What a session sees, to be given back as it was: other work on the same connection may rely on it. */
record SessionState(Connection connection, String searchPath, Optional<String> clock, Optional<String> fixture)
        implements AutoCloseable {

    private static final String CLOCK = "lakehouse_clock";
    private static final String FIXTURE = "lakehouse_fixture";

    static SessionState of(Connection connection) throws SQLException {
        String query = "SELECT current_setting('search_path'), CAST(getvariable('" + CLOCK
                + "') AS VARCHAR), CAST(getvariable('" + FIXTURE + "') AS VARCHAR)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new SessionState(
                    connection,
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)));
        }
    }

    @Override
    public void close() throws SQLException {
        DuckDbDatabase.execute(connection, "SET search_path = " + Sql.text(searchPath));
        restore(CLOCK, clock, "TIMESTAMPTZ");
        restore(FIXTURE, fixture, "INTEGER");
    }

    private void restore(String variable, Optional<String> value, String type) throws SQLException {
        DuckDbDatabase.execute(
                connection,
                "SET VARIABLE " + variable + " = "
                        + value.map(text -> "CAST(" + Sql.text(text) + " AS " + type + ")")
                                .orElse("NULL"));
    }
}
