package org.lakehousereplay.html.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * The replay store of a run, open for reading. It is attached to a database in memory, where work tables are made, and
 * nothing else can be reached: a store may come from anywhere, and its views may name any file.
 */
public final class ReplayStore implements AutoCloseable {

    static final String CATALOG = "store";

    private final Path file;
    private final Connection connection;
    private final Map<String, List<StoredColumn>> tables;

    private ReplayStore(Path file, Connection connection, Map<String, List<StoredColumn>> tables) {
        this.file = file;
        this.connection = connection;
        this.tables = tables;
    }

    /**
     * Opens the store.
     *
     * @param file the database file
     * @throws ProblemException when it is missing or cannot be read
     */
    public static ReplayStore open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, "it does not exist");
        }
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        // The default is a directory in the project.
        properties.setProperty(
                "temp_directory",
                Path.of(System.getProperty("java.io.tmpdir"), "lakehouse-report-" + UUID.randomUUID())
                        .toString());
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
            try {
                ReplayStore store = new ReplayStore(file, connection, new HashMap<>());
                store.attach();
                return store;
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }

    /**
     * Another connection to the same store, for another thread: work tables and settings of the session are its own. To be
     * closed before this one.
     */
    public ReplayStore another() {
        try {
            return new ReplayStore(
                    file, connection.unwrap(DuckDBConnection.class).duplicate(), tables);
        } catch (SQLException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }

    private void attach() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ATTACH " + Quoted.text(file.toAbsolutePath().toString()) + " AS " + CATALOG + " (READ_ONLY)");
            statement.execute("SET enable_external_access = false");
        }
        // Views are left out: a view of a large input reads the file, and binding all of them takes long.
        String query = "SELECT c.schema_name, c.table_name, c.column_name, c.data_type FROM duckdb_columns() c"
                + " JOIN duckdb_tables() t ON t.database_name = c.database_name AND t.schema_name = c.schema_name"
                + " AND t.table_name = c.table_name WHERE c.database_name = '" + CATALOG
                + "' ORDER BY c.schema_name, c.table_name, c.column_index";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String key = key(rows.getString(1), rows.getString(2));
                tables.computeIfAbsent(key, any -> new ArrayList<>())
                        .add(new StoredColumn(rows.getString(3), rows.getString(4)));
            }
        }
    }

    private static String key(String schema, String table) {
        return schema.toLowerCase(Locale.ROOT) + '\0' + table.toLowerCase(Locale.ROOT);
    }

    /** The columns of a table, without the one that tells the fixture; empty when there is no such table. */
    Optional<List<StoredColumn>> columns(String schema, String table) {
        return Optional.ofNullable(tables.get(key(schema, table))).map(columns -> columns.stream()
                .filter(column -> !column.name().equals("_fixture"))
                .toList());
    }

    /**
     * Whether a model produced other rows in another version. Rows are held against each other as they are, without
     * tolerances; floating numbers to ten digits.
     *
     * @return false when nothing of that version is kept, as for a model whose SQL is the same
     */
    public boolean outputsDiffer(String pipeline, String version, String model) {
        Optional<List<StoredColumn>> actual = columns(pipeline, model);
        Optional<List<StoredColumn>> other = columns(pipeline + "@" + version, model);
        return actual.isPresent()
                && other.isPresent()
                && new OutputDigest(this)
                        .differ(
                                actual.get(), Quoted.table(pipeline, model),
                                other.get(), Quoted.table(pipeline + "@" + version, model));
    }

    /** What is made of the rows of a result. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Asks, and reads row after row. */
    void query(String sql, RowReader reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }

    /** Makes or drops work tables of this connection, or changes its session. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }

    private static ProblemException unreadable(Path file, String reason) {
        return new ProblemException(Problem.at(
                Location.of(file),
                ErrorCode.REPORT_UNREADABLE,
                "the replay store cannot be read: " + reason,
                "Run mvn lakehouse:verify or mvn lakehouse:compare again"));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw unreadable(file, failure.getMessage());
        }
    }
}
