package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * One in-memory database of a run. Files may be read and other databases attached until {@link #lock}; after it no
 * statement can reach anything outside, and no setting can be changed.
 */
final class DuckDbDatabase implements AutoCloseable {

    private final DuckDBConnection root;
    private final List<Connection> connections = new ArrayList<>();

    private DuckDbDatabase(DuckDBConnection root) {
        this.root = root;
    }

    /**
     * Opens a database.
     *
     * @param threads how many threads one query may use
     * @param memory DuckDB's notation of the memory limit; empty for DuckDB's default
     * @param spillDirectory where queries larger than memory spill to
     */
    static DuckDbDatabase open(int threads, String memory, Path spillDirectory) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(threads));
        properties.setProperty("temp_directory", spillDirectory.toString());
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        if (!memory.isEmpty()) {
            properties.setProperty("memory_limit", memory);
        }
        DuckDBConnection root =
                DriverManager.getConnection("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class);
        DuckDbDatabase database = new DuckDbDatabase(root);
        execute(root, "SET errors_as_json = true");
        return database;
    }

    /** A further connection whose session runs in a time zone; closed with the database. */
    synchronized Connection connect(ZoneId zone) throws SQLException {
        Connection connection = root.duplicate();
        connections.add(connection);
        execute(connection, "SET errors_as_json = true");
        execute(connection, "SET TimeZone = " + Sql.text(zone.getId()));
        return connection;
    }

    /**
     * Shuts the sandbox: no files, no network, no settings from here on.
     *
     * @param readable the only files that may still be read
     * @param exchanged the only directories below which files may still be read and written
     */
    void lock(Collection<Path> readable, Collection<Path> exchanged) throws SQLException {
        if (!exchanged.isEmpty()) {
            execute(root, "SET allowed_directories = " + Sql.permissions(exchanged));
        }
        if (!readable.isEmpty()) {
            execute(root, "SET allowed_paths = " + Sql.permissions(readable));
        }
        execute(root, "SET enable_external_access = false");
        execute(root, "SET lock_configuration = true");
    }

    /** The engine's name and version. */
    String version() throws SQLException {
        try (Statement statement = root.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            return "DuckDB " + row.getString(1);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        root.close();
    }
}
