package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;

/**
 * The file that a run leaves behind. It is written under another name and takes its place only when it is whole.
 *
 * <p>A schema for each pipeline holds its sources and models, more hold the expected rows, the differences and
 * the anomalous rows of its metrics; each table tells the fixture by name. {@code pipeline changes} holds the
 * rows of its sources as they arrived, where that is kept. For an older version, {@code pipeline@version} holds what its
 * models produced on the same sources, and another schema the rows in which its metrics and the candidate's differ. The
 * schema {@code lakehouse} holds the results and what became of the raw rows of windows that differ.
 */
final class StoreFile {

    private static final String CATALOG = "store";

    private final Path file;
    private final Path unfinished;

    StoreFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /** Opens the file for writing; must happen before the database is locked. */
    void attach(Connection connection) throws SQLException, IOException {
        Files.createDirectories(unfinished.getParent());
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(writeAheadLog());
        // Small blocks: a store has many small tables, and the usual 256 KB for each would make it many times larger.
        DuckDbDatabase.execute(
                connection, "ATTACH " + Sql.text(unfinished.toString()) + " AS " + CATALOG + " (BLOCK_SIZE 16384)");
    }

    private Path writeAheadLog() {
        return unfinished.resolveSibling(unfinished.getFileName() + ".wal");
    }

    /** Adds views of inputs that are read in place; must happen before the database is locked. */
    void addViews(Connection connection, FixtureState fixture) throws SQLException {
        Pipeline pipeline = fixture.workspace().pipeline();
        for (Map.Entry<String, Workspace.ParquetSource> source :
                fixture.views().parquet().entrySet()) {
            createSchema(connection, pipeline.name());
            String view = source.getKey() + " of " + fixture.fixture().name();
            DuckDbDatabase.execute(
                    connection,
                    "CREATE VIEW " + qualified(pipeline.name(), view) + " AS "
                            + source.getValue().query());
        }
    }

    /** Copies everything that is worth keeping. */
    void write(
            Connection connection,
            Collection<FixtureState> fixtures,
            List<OlderPipeline> older,
            List<FixtureResult> results,
            EvidenceRecords evidence)
            throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE TEMP TABLE lakehouse_fixtures (number INTEGER, name VARCHAR)");
        try (DuckDBAppender rows = appender(connection, "temp", "main", "lakehouse_fixtures")) {
            for (FixtureState fixture : fixtures) {
                rows.beginRow();
                rows.append(fixture.number());
                rows.append(fixture.fixture().name());
                rows.endRow();
            }
        }
        Set<Workspace> workspaces = new LinkedHashSet<>();
        fixtures.forEach(fixture -> workspaces.add(fixture.workspace()));
        for (Workspace workspace : workspaces) {
            writePipeline(connection, workspace);
        }
        for (OlderPipeline pipeline : older) {
            writeOlder(connection, pipeline);
        }
        writeResults(connection, results);
        new EvidenceTables(connection, CATALOG, "lakehouse").write(evidence);
        DuckDbDatabase.execute(connection, "DETACH " + CATALOG);
    }

    private static void writePipeline(Connection connection, Workspace workspace) throws SQLException {
        Pipeline pipeline = workspace.pipeline();
        createSchema(connection, pipeline.name());
        for (Source source : pipeline.sources()) {
            copy(connection, workspace.table(source.name()), pipeline.name(), source.name());
        }
        for (Source source : pipeline.sources()) {
            if (workspace.tracks(source)) {
                String changes = pipeline.name() + " changes";
                createSchema(connection, changes);
                copy(connection, workspace.changesTable(source), changes, source.name());
            }
        }
        for (Model model : pipeline.inProcess() ? pipeline.models() : pipeline.metrics()) {
            copy(connection, workspace.table(model.name()), pipeline.name(), model.name());
        }
        String expected = pipeline.name() + " expected";
        createSchema(connection, expected);
        for (Model metric : pipeline.metrics()) {
            copy(connection, workspace.expectedTable(metric), expected, metric.name());
        }
        writeDifferences(connection, workspace, pipeline.name());
        writeAnomalies(connection, workspace);
    }

    private static void writeOlder(Connection connection, OlderPipeline older) throws SQLException {
        Workspace workspace = older.workspace();
        String schema = workspace.pipeline().name() + "@" + older.label();
        createSchema(connection, schema);
        for (Model model : workspace.pipeline().models()) {
            if (older.hasRows(model) && (workspace.pipeline().inProcess() || model.isMetric())) {
                copy(connection, workspace.table(model.name()), schema, model.name());
            }
        }
        writeDifferences(connection, workspace, schema);
    }

    private static void writeDifferences(Connection connection, Workspace workspace, String schema)
            throws SQLException {
        String difference = schema + " difference";
        createSchema(connection, difference);
        for (Model metric : workspace.pipeline().metrics()) {
            if (workspace.hasDifferences(connection, metric)) {
                copy(connection, workspace.differenceTable(metric), difference, metric.name());
            }
        }
    }

    private static void writeAnomalies(Connection connection, Workspace workspace) throws SQLException {
        String schema = workspace.pipeline().name() + " anomalies";
        for (Model metric : workspace.pipeline().metrics()) {
            if (workspace.hasAnomalies(connection, metric)) {
                createSchema(connection, schema);
                copy(connection, workspace.anomalyTable(metric), schema, metric.name());
            }
        }
    }

    private static void createSchema(Connection connection, String schema) throws SQLException {
        DuckDbDatabase.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.name(CATALOG, schema));
    }

    private static String qualified(String schema, String table) {
        return CATALOG + "." + Sql.name(schema, table);
    }

    private static void copy(Connection connection, String from, String schema, String table) throws SQLException {
        DuckDbDatabase.execute(
                connection,
                "CREATE TABLE " + qualified(schema, table) + " AS SELECT f.name AS _fixture, t.* EXCLUDE (_fixture)"
                        + " FROM memory." + from + " t JOIN lakehouse_fixtures f ON f.number = t._fixture"
                        + " ORDER BY t._fixture, t.rowid");
    }

    private static void writeResults(Connection connection, List<FixtureResult> results) throws SQLException {
        createSchema(connection, "lakehouse");
        String table = qualified("lakehouse", "results");
        DuckDbDatabase.execute(
                connection,
                "CREATE TABLE " + table + " (pipeline VARCHAR, fixture VARCHAR, metric VARCHAR, status VARCHAR,"
                        + " expected_rows BIGINT, actual_rows BIGINT)");
        // Row by row, an INSERT for each would take longer than all the rest of the store.
        try (DuckDBAppender rows = appender(connection, CATALOG, "lakehouse", "results")) {
            for (FixtureResult fixture : results) {
                for (MetricResult metric : fixture.metrics()) {
                    rows.beginRow();
                    rows.append(fixture.pipeline());
                    rows.append(fixture.name());
                    rows.append(metric.metric());
                    rows.append(metric.status().name());
                    rows.append(metric.expectedRows());
                    rows.append(metric.actualRows());
                    rows.endRow();
                }
            }
        }
    }

    private static DuckDBAppender appender(Connection connection, String catalog, String schema, String table)
            throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(catalog, schema, table);
    }

    /** Puts the whole file in its place. */
    void publish() throws IOException {
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves nothing half-written behind. */
    void discard() throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(writeAheadLog());
    }
}
