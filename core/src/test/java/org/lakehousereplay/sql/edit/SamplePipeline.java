package org.lakehousereplay.sql.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/** A pipeline of the sample project: its queries, and a database that has empty tables for all that they read. */
public record SamplePipeline(String name, Map<String, String> models, ScratchDatabase database)
        implements AutoCloseable {

    private static final Path ROOT = Path.of("../sample-project/src/main/lakehouse");

    public static List<String> names() {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static SamplePipeline open(String name) throws IOException, SqlFailure {
        Map<String, String> models = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve(name))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                models.put(file.getFileName().toString().replace(".sql", ""), Files.readString(file));
            }
        }
        ScratchDatabase database = ScratchDatabase.open(Duration.ofSeconds(30));
        for (ScratchDatabase.ScriptStatement statement : database.statements(models.remove("sources"))) {
            database.execute(statement.text());
        }
        List<String> waiting = new ArrayList<>(models.keySet());
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            waiting.removeIf(model -> canBeMade(database, model, models.get(model)));
            if (waiting.size() == before) {
                throw new IllegalStateException("cannot be bound: " + waiting);
            }
        }
        return new SamplePipeline(name, models, database);
    }

    private static boolean canBeMade(ScratchDatabase database, String model, String sql) {
        try {
            database.createEmptyTable(model, sql);
            return true;
        } catch (SqlFailure notYet) {
            return false;
        }
    }

    public boolean binds(String query) {
        try {
            database.bind(query);
            return true;
        } catch (SqlFailure unbound) {
            return false;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
