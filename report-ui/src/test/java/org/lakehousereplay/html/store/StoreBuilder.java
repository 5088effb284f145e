package org.lakehousereplay.html.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Makes a replay store by SQL, for tests of what reads it. */
public final class StoreBuilder implements AutoCloseable {

    private final Path file;
    private final Connection connection;

    public StoreBuilder(Path file) {
        this.file = file;
        try {
            this.connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Executes a statement. */
    public StoreBuilder sql(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The rows of a query as texts. */
    public List<List<String>> rows(String sql) {
        List<List<String>> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Ends the writing. */
    public Path file() {
        close();
        return file;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
