package org.lakehousereplay.scripts;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EventTime;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.spi.TableColumn;
import org.lakehousereplay.sql.EngineError;
import org.lakehousereplay.sql.HeadComment;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlSyntax;

/** The scripts of a pipeline in a database of their own, which knows their tables and no row yet. */
final class ScriptRun implements AutoCloseable {

    private final PipelineScripts scripts;
    private final Connection connection;
    private final List<EngineProblem> problems = new ArrayList<>();
    private final Map<String, List<StatementPlace>> tables = new LinkedHashMap<>();
    private final Map<String, String> queries = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();

    ScriptRun(PipelineScripts scripts) {
        this.scripts = scripts;
        try (ScratchDatabase parser = ScratchDatabase.open(Duration.ofSeconds(10))) {
            this.connection = DriverManager.getConnection("jdbc:duckdb:");
            execute("SET errors_as_json = true");
            execute("SET TimeZone = '" + scripts.timeZone().getId() + "'");
            for (Script script : scripts.scripts()) {
                run(parser, script);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void run(ScratchDatabase parser, Script script) {
        List<ScratchDatabase.ScriptStatement> statements;
        try {
            statements = parser.statements(script.text());
        } catch (SqlFailure failure) {
            problem(script, failure.error(), 0);
            return;
        }
        int from = 0;
        for (ScratchDatabase.ScriptStatement statement : statements) {
            int begin = index(script.text(), statement.position());
            int start = begin + HeadComment.endOfComments(statement.text());
            int end = begin + statement.text().stripTrailing().length();
            String sql = script.text().substring(start, end);
            try {
                run(script, sql, new StatementPlace(script.file(), from, start, end));
            } catch (SQLException failure) {
                problem(script, EngineError.of(failure), bytes(script.text().substring(0, start)));
            }
            from = end;
        }
    }

    private void run(Script script, String sql, StatementPlace place) throws SQLException {
        String[] words = sql.split("[\\s(]+", 5);
        String first = (words[0] + " " + (words.length > 1 ? words[1] : "")).toUpperCase(Locale.ROOT);
        if (first.equals("CREATE TABLE")) {
            execute(sql);
            tables.computeIfAbsent(words[2], any -> new ArrayList<>()).add(place);
        } else if (first.equals("CREATE VIEW")) {
            execute(sql);
            tables.computeIfAbsent(words[2], any -> new ArrayList<>()).add(place);
            queries.put(
                    words[2],
                    sql.substring(sql.toUpperCase(Locale.ROOT).indexOf(" AS ") + 4));
            written.add(words[2]);
        } else if (first.equals("INSERT INTO")) {
            execute("EXPLAIN " + sql);
            tables.get(words[2]).add(place);
            queries.put(words[2], sql);
            written.add(words[2]);
        } else if (first.startsWith("SELECT") || first.startsWith("WITH")) {
            String file = String.valueOf(script.file().getFileName());
            String name = file.substring(0, file.indexOf('.'));
            execute("CREATE VIEW " + name + " AS " + sql);
            tables.computeIfAbsent(name, any -> new ArrayList<>()).add(place);
            queries.put(name, sql);
            written.add(name);
        } else if (first.equals("COMMENT ON") || first.startsWith("SET")) {
            execute(sql);
        } else {
            Location at = Location.ofByteOffset(
                    script.file(), script.text(), bytes(script.text().substring(0, place.start())));
            problems.add(new EngineProblem(
                    EngineProblem.Kind.UNSUPPORTED,
                    Optional.of(new EngineProblem.Position(at.file(), at.line(), at.column())),
                    "The statement " + words[0] + " cannot be replayed",
                    "Remove it"));
        }
    }

    private void problem(Script script, EngineError error, long before) {
        Location at = Location.ofByteOffset(
                script.file(),
                script.text(),
                before + Math.max(0, error.position().orElse(0)));
        problems.add(new EngineProblem(
                EngineProblem.Kind.SCRIPT,
                Optional.of(new EngineProblem.Position(at.file(), at.line(), at.column())),
                error.message(),
                "Correct the script here"));
    }

    PipelineReading reading() {
        try {
            List<SourceTable> sources = new ArrayList<>();
            List<OutputTable> outputs = new ArrayList<>();
            for (String table : tables.keySet()) {
                if (!written.contains(table)) {
                    sources.add(source(table));
                }
            }
            for (String table : written) {
                outputs.add(output(table, sources));
            }
            return new PipelineReading(sources, outputs, problems);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private SourceTable source(String table) throws SQLException {
        List<String> key = primaryKey(table);
        return new SourceTable(
                table,
                columns(table),
                key,
                key.isEmpty() ? RowKinds.INSERT_ONLY : RowKinds.CHANGELOG,
                eventTime(table),
                tables.get(table).get(0));
    }

    private OutputTable output(String table, List<SourceTable> sources) throws SQLException {
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        Set<String> upstream = new LinkedHashSet<>();
        String query = queries.get(table);
        String fingerprint = query;
        Set<String> named = new LinkedHashSet<>(tables.keySet());
        try (ScratchDatabase parser = ScratchDatabase.open(Duration.ofSeconds(10))) {
            SqlSyntax syntax = parser.parse(query);
            named.clear();
            syntax.tables().forEach(read -> named.add(read.name()));
            fingerprint = syntax.fingerprint();
        } catch (SqlFailure notAQuery) {
            // Everything may be read, and every blank may count.
        }
        for (SourceTable source : sources) {
            if (named.contains(source.name())) {
                Set<String> all = new LinkedHashSet<>();
                source.columns().forEach(column -> all.add(column.name()));
                reads.put(source.name(), all);
            }
        }
        written.stream()
                .filter(named::contains)
                .filter(name -> !name.equals(table))
                .forEach(upstream::add);
        List<String> key = primaryKey(table);
        return new OutputTable(
                table, columns(table), key, RowKinds.CHANGELOG, reads, upstream, false, fingerprint, tables.get(table));
    }

    List<TableColumn> columns(String table) throws SQLException {
        List<TableColumn> columns = new ArrayList<>();
        for (List<String> row : query("DESCRIBE " + table)) {
            columns.add(new TableColumn(
                    row.get(0), row.get(1), row.get(1), row.get(2).equals("YES")));
        }
        return columns;
    }

    List<String> primaryKey(String table) throws SQLException {
        return query("SELECT unnest(constraint_column_names) FROM duckdb_constraints() WHERE constraint_type ="
                        + " 'PRIMARY KEY' AND table_name = '" + table + "'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    Optional<EventTime> eventTime(String table) throws SQLException {
        for (List<String> row : query("SELECT column_name, split_part(comment, ' ', 2) FROM duckdb_columns()"
                + " WHERE comment LIKE 'watermark %' AND table_name = '" + table + "'")) {
            return Optional.of(new EventTime(row.get(0), Optional.of(Duration.ofSeconds(Long.parseLong(row.get(1))))));
        }
        return Optional.empty();
    }

    boolean streaming() {
        return scripts.mode().equals(Optional.of(ReplayMode.STREAMING));
    }

    /** Makes what the sinks among the outputs hold anew. */
    void fillSinks() throws SQLException {
        for (Map.Entry<String, String> query : queries.entrySet()) {
            if (query.getValue().toUpperCase(Locale.ROOT).startsWith("INSERT INTO")) {
                execute("DELETE FROM " + query.getKey());
                String insert = query.getValue().substring("INSERT".length());
                execute((primaryKey(query.getKey()).isEmpty() ? "INSERT" : "INSERT OR REPLACE") + insert);
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<List<String>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(row);
            }
            return found;
        }
    }

    Connection connection() {
        return connection;
    }

    private static int index(String text, long byteOffset) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        return new String(whole, 0, (int) byteOffset, StandardCharsets.UTF_8).length();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
