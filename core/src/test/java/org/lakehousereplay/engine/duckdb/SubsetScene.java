package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.pipeline.Source;

/** One fixture and some versions of its pipeline in an engine that is locked as in a run. For the tests of subsets. */
final class SubsetScene implements AutoCloseable {

    private final Path directory;
    private final Map<String, Pipeline> versions = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    private DuckDbDatabase database;
    private Connection connection;

    SubsetScene(Path directory) {
        this.directory = directory;
    }

    /** Adds a version of the pipeline: pairs of a file and its text. */
    SubsetScene version(String name, String... files) {
        try {
            Path root = directory.resolve(name);
            for (int index = 0; index < files.length; index += 2) {
                Path file = root.resolve("shop").resolve(files[index]);
                Files.createDirectories(file.getParent());
                Files.writeString(file, files[index + 1]);
            }
            var reading = PipelineReader.read(root);
            if (!reading.broken().isEmpty()) {
                throw new IllegalArgumentException(reading.broken().toString());
            }
            versions.put(name, reading.pipelines().get(0));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Adds rows to a source: a query whose columns are those of the source. */
    SubsetScene rows(String source, String query) {
        inputs.add("INSERT INTO p0." + Sql.name(source) + " " + query);
        return this;
    }

    Pipeline pipeline(String version) {
        return versions.get(version);
    }

    /** A version whose sources are read by the columns that the candidate has of the same name. */
    SubsetVersion version(String version, String metric) {
        return SubsetVersion.candidate(
                pipeline(version), pipeline(version).metric(metric).orElseThrow());
    }

    /** Opens a replay of a metric of all versions in the order in which they were added; the last is the candidate. */
    SubsetReplay replay(String metric, Duration limit) throws SQLException {
        List<Source> sources = List.of();
        List<SubsetVersion> subsets = new ArrayList<>();
        for (String version : versions.keySet()) {
            sources = pipeline(version).sources();
            subsets.add(version(version, metric));
        }
        return SubsetReplay.open(
                new TimedStatements(connection(), watchdog, Deadline.after(limit)), "p0", sources, subsets);
    }

    Connection connection() throws SQLException {
        if (database == null) {
            database = DuckDbDatabase.open(1, "", directory.resolve("spill"));
            connection = database.connect(ZoneId.of("UTC"));
            FrozenClock.create(connection);
            FrozenClock.set(connection, OffsetDateTime.parse("2024-05-19T00:00:00Z"));
            DuckDbDatabase.execute(connection, "CREATE SCHEMA p0");
            List<Pipeline> all = List.copyOf(versions.values());
            for (Source source : all.get(all.size() - 1).sources()) {
                List<String> columns = source.columns().stream()
                        .map(column -> Sql.name(column.name()) + " " + column.type())
                        .toList();
                DuckDbDatabase.execute(
                        connection,
                        "CREATE TABLE " + Sql.name("p0", source.name()) + " (" + String.join(", ", columns) + ")");
            }
            for (String input : inputs) {
                DuckDbDatabase.execute(connection, input);
            }
            database.lock(List.of(), List.of());
        }
        return connection;
    }

    /** The rows of a query, each with its values between bars. */
    List<String> query(String sql) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        watchdog.shutdownNow();
        if (database != null) {
            database.close();
        }
    }
}
