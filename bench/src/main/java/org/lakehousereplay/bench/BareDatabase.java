package org.lakehousereplay.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** An in-memory DuckDB with nothing around it. */
final class BareDatabase implements AutoCloseable {

    private final DuckDBConnection root;

    BareDatabase() throws SQLException {
        root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    }

    /** A further connection to the same database. */
    Connection connect() throws SQLException {
        return root.duplicate();
    }

    void execute(String sql) throws SQLException {
        execute(root, sql);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a query, reads every value and tells the number of rows. */
    static long read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getString(column);
                }
                count++;
            }
            return count;
        }
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
