package org.lakehousereplay.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * An in-memory database without data and without a way out, in which SQL is parsed and bound before anybody runs it.
 * For readers of SQL inside this library; used by one thread.
 */
public final class ScratchDatabase implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100_000).build())
            .build());

    private static final String EXPLAIN = "EXPLAIN (FORMAT json) ";

    /**
     * The engine goes into the depth of a query by calling itself, and a stack that is too small for that ends the
     * whole process. Only what is used of it takes memory.
     */
    private static final long STACK = 64L << 20;

    private final Connection connection;
    private final Duration limit;
    private final ExecutorService worker;
    private boolean lost;

    private ScratchDatabase(Connection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(null, task, "lakehouse-scratch", STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens a new, empty database.
     *
     * @param limit how long one statement may take; a database in which one takes longer is lost
     */
    public static ScratchDatabase open(Duration limit) {
        Properties sandbox = new Properties();
        sandbox.setProperty("enable_external_access", "false");
        sandbox.setProperty("errors_as_json", "true");
        sandbox.setProperty("threads", "1");
        sandbox.setProperty("memory_limit", "512MB");
        sandbox.setProperty("temp_directory", "");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", sandbox);
            try (Statement statement = connection.createStatement()) {
                // The zone is known only once the database is up, so the lock comes after it. Nothing is ever run
                // here, and the optimizer would compute constant expressions, however long that takes.
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("PRAGMA disable_optimizer");
                statement.execute("SET lock_configuration = true");
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
            return new ScratchDatabase(connection, limit);
        } catch (SQLException failure) {
            throw new IllegalStateException("DuckDB does not start: " + failure.getMessage(), failure);
        }
    }

    /** Whether a statement took too long. Nothing can be asked any more then: everything fails at once. */
    public boolean lost() {
        return lost;
    }

    /**
     * Does work on a thread of its own. Some expressions are computed while a statement is bound, and the engine hears
     * of no cancellation while it computes one of them, so the thread is left to itself then.
     */
    private <T> T within(Work<T> work) throws SqlFailure {
        if (lost) {
            throw tooLong();
        }
        Future<T> result = worker.submit(work::run);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException endless) {
            lost = true;
            throw tooLong();
        } catch (InterruptedException interrupted) {
            lost = true;
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the reading of SQL was interrupted", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SqlFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private SqlFailure tooLong() {
        return new SqlFailure(EngineError.timeout(limit));
    }

    private interface Work<T> {
        T run() throws SqlFailure;
    }

    /**
     * Parses queries, without looking whether what they name exists.
     *
     * @param sql one or several SELECT statements
     * @return the parts of the text; no statement when there are only comments
     * @throws SqlFailure when it does not parse, or when it has a statement that is no query: then the error has the
     *     type {@code not implemented}
     */
    public SqlSyntax parse(String sql) throws SqlFailure {
        JsonNode tree = serialize(sql);
        if (tree.path("error").asBoolean()) {
            throw new SqlFailure(parserError(tree, sql));
        }
        return SyntaxTree.read(tree);
    }

    /**
     * Cuts a script into its statements. Where one ends is the parser's word: a semicolon ends a statement when the
     * text up to it parses and would not with something wrong appended, which tells it from one in a comment.
     *
     * @throws SqlFailure when it does not parse
     */
    public List<ScriptStatement> statements(String script) throws SqlFailure {
        List<ScriptStatement> statements = new ArrayList<>();
        int start = 0;
        for (int semicolon = script.indexOf(';'); semicolon >= 0; semicolon = script.indexOf(';', semicolon + 1)) {
            String candidate = script.substring(start, semicolon);
            JsonNode tree = serialize(candidate);
            if (!isSyntaxError(tree) && isSyntaxError(serialize(candidate + " )"))) {
                addStatement(statements, script, start, candidate, tree);
                start = semicolon + 1;
            }
        }
        String rest = script.substring(start);
        JsonNode tree = serialize(rest);
        if (isSyntaxError(tree)) {
            throw new SqlFailure(parserError(tree, rest).shifted(byteLength(script.substring(0, start))));
        }
        addStatement(statements, script, start, rest, tree);
        return statements;
    }

    private static void addStatement(
            List<ScriptStatement> statements, String script, int start, String text, JsonNode tree) {
        boolean nothing =
                !tree.path("error").asBoolean() && tree.path("statements").isEmpty();
        if (!nothing) {
            statements.add(new ScriptStatement(text, byteLength(script.substring(0, start))));
        }
    }

    /** The parser of version 1.5 counts characters where everything else counts bytes. */
    private EngineError parserError(JsonNode tree, String sql) throws SqlFailure {
        EngineError error = EngineError.of(tree, "error_type", "error_message");
        if (error.position().isEmpty() || byteLength(sql) == sql.length() || !parserCountsCharacters()) {
            return error;
        }
        long characters = error.position().getAsLong();
        int end = sql.codePoints().limit(characters).map(Character::charCount).sum();
        return error.shifted(byteLength(sql.substring(0, end)) - characters);
    }

    private boolean parserCountsCharacters() throws SqlFailure {
        return serialize("SELECT '\u4e2d' )").path("position").asText().equals("11");
    }

    private static boolean isSyntaxError(JsonNode tree) {
        return tree.path("error").asBoolean()
                && tree.path("error_type").asText().equals("parser");
    }

    private JsonNode serialize(String sql) throws SqlFailure {
        return within(() -> serializeNow(sql));
    }

    private JsonNode serializeNow(String sql) throws SqlFailure {
        String call = "SELECT json_serialize_sql(?::VARCHAR, skip_default := true, skip_empty := true,"
                + " skip_null := true)";
        try (PreparedStatement statement = connection.prepareStatement(call)) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (SQLException failure) {
            throw new SqlFailure(EngineError.of(failure));
        } catch (JsonProcessingException tooDeep) {
            throw new SqlFailure(
                    new EngineError("", "", "the statement is too large", OptionalLong.empty(), "", "", List.of()));
        }
    }

    /**
     * Writes syntax trees as SQL, many in one go: each way to the engine and back takes its time.
     *
     * @param trees serialized statements, as an array of JSON
     * @return the SQL of each, and what {@link #parse} would give as its fingerprint
     * @throws SqlFailure when one of them cannot be written
     */
    public List<WrittenQuery> write(String trees) throws SqlFailure {
        return within(() -> writeNow(trees));
    }

    private List<WrittenQuery> writeNow(String trees) throws SqlFailure {
        String call = "SELECT query, json_serialize_sql(query, skip_default := true, skip_empty := true,"
                + " skip_null := true) FROM (SELECT json_deserialize_sql(tree) AS query"
                + " FROM (SELECT unnest(json_extract(?::VARCHAR::JSON, '$[*]')) AS tree))";
        List<WrittenQuery> written = new ArrayList<>();
        for (List<String> row : queryNow(call, trees)) {
            try {
                JsonNode tree = JSON.readTree(row.get(1));
                if (tree.path("error").asBoolean()) {
                    throw new SqlFailure(parserError(tree, row.get(0)));
                }
                written.add(new WrittenQuery(row.get(0), TreeFingerprint.of(tree.path("statements"))));
            } catch (JsonProcessingException tooDeep) {
                throw new SqlFailure(
                        new EngineError("", "", "the statement is too large", OptionalLong.empty(), "", "", List.of()));
            }
        }
        return written;
    }

    /**
     * What a statement would do, in the word that its plan begins with, such as {@code CREATE_TABLE}. Nothing is run.
     *
     * @return the word; {@code OTHER} for a statement that has no plan or does more than one thing
     * @throws SqlFailure when the statement cannot be bound
     */
    public String kind(String statement) throws SqlFailure {
        return within(() -> kindNow(statement));
    }

    private String kindNow(String statement) throws SqlFailure {
        try (Statement explain = connection.createStatement();
                ResultSet result = explain.executeQuery(EXPLAIN + statement)) {
            result.next();
            JsonNode root = JSON.readTree(result.getString(2)).path(0);
            return root.path("children").isEmpty() ? root.path("name").asText() : "OTHER";
        } catch (SQLException failure) {
            EngineError error = EngineError.of(failure).shifted(-byteLength(EXPLAIN));
            if (error.isSyntax() || error.type().equals("Permission")) {
                // It has parsed before, so it is a statement that cannot be explained or that reaches outside.
                return "OTHER";
            }
            throw new SqlFailure(error);
        } catch (JsonProcessingException notJson) {
            return "OTHER";
        }
    }

    /** Makes a new schema and puts all names without a qualifier there from now on. */
    public void useNewSchema(String name) throws SqlFailure {
        execute("CREATE SCHEMA " + SqlName.quote(name));
        useSchema(name);
    }

    /** Puts all names without a qualifier into a schema from now on. */
    public void useSchema(String name) throws SqlFailure {
        execute("USE " + SqlName.quote(name));
    }

    /** Runs a statement of this library's making, or one whose {@link #kind} is known to be harmless. */
    public void execute(String sql) throws SqlFailure {
        within(() -> {
            executeNow(sql);
            return true;
        });
    }

    private void executeNow(String sql) throws SqlFailure {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SqlFailure(EngineError.of(failure));
        }
    }

    /**
     * Runs a query of this library's making.
     *
     * @return the rows, each with all values as text; SQL NULL is the empty text
     */
    public List<List<String>> query(String sql, String... parameters) throws SqlFailure {
        return within(() -> queryNow(sql, parameters));
    }

    private List<List<String>> queryNow(String sql, String... parameters) throws SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= width; column++) {
                        String value = result.getString(column);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException failure) {
            throw new SqlFailure(EngineError.of(failure));
        }
    }

    /**
     * Binds one query to the tables there are, without running it.
     *
     * @return the names of its columns, as the query gives them
     * @throws SqlFailure when it cannot be bound; positions are those of the query
     */
    public List<String> bind(String query) throws SqlFailure {
        return within(() -> bindNow(query));
    }

    private List<String> bindNow(String query) throws SqlFailure {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            ResultSetMetaData columns = statement.getMetaData();
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnName(column));
            }
            return names;
        } catch (SQLException failure) {
            throw new SqlFailure(EngineError.of(failure));
        }
    }

    /**
     * Makes an empty table with the columns of a query, so that later queries can be bound to it.
     *
     * @return name and type of each column
     */
    public List<ColumnDeclaration> createEmptyTable(String name, String query) throws SqlFailure {
        String view = "_lakehouse_shape_of_" + name;
        try {
            // The view is only asked for its columns: even an empty result of it would have to be computed.
            execute("CREATE OR REPLACE VIEW " + SqlName.quote(view) + " AS " + query);
            List<ColumnDeclaration> columns = describe(view);
            createEmptyTable(name, columns);
            return columns;
        } catch (SqlFailure failure) {
            throw new SqlFailure(failure.error().withoutPosition());
        }
    }

    /**
     * Makes an empty table, so that queries can be bound to it. To them it is a view, as it is in a replay: it has the
     * columns that are declared and no others, such as the engine's {@code rowid}.
     */
    public void createEmptyTable(String name, List<ColumnDeclaration> columns) throws SqlFailure {
        String rows = SqlName.quote(rowsOf(name));
        execute("CREATE TABLE " + rows + " ("
                + columns.stream()
                        .map(column -> SqlName.quote(column.name()) + " " + column.type())
                        .collect(Collectors.joining(", "))
                + ")");
        execute("CREATE VIEW " + SqlName.quote(name) + " AS FROM " + rows);
    }

    /** The name under which plans show the rows of a table that {@link #createEmptyTable} has made. */
    public static String rowsOf(String table) {
        return "_lakehouse_rows_of_" + table;
    }

    /** The columns of a table or view of the current schema. */
    public List<ColumnDeclaration> describe(String table) throws SqlFailure {
        return query("DESCRIBE " + SqlName.quote(table)).stream()
                .map(row ->
                        new ColumnDeclaration(row.get(0), row.get(1), row.get(2).equals("YES")))
                .toList();
    }

    @Override
    public void close() {
        worker.shutdown();
        if (lost) {
            // Its connection is in use for who knows how long, and closing it would wait for that.
            return;
        }
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("DuckDB does not stop: " + failure.getMessage(), failure);
        }
    }

    private static long byteLength(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * A statement of a script.
     *
     * @param text the statement, with the comments before it and without its semicolon
     * @param position the byte offset of the text in the script
     */
    public record ScriptStatement(String text, long position) {

        /** The byte offset of its first word. */
        public long firstWord() {
            return position + byteLength(text.substring(0, HeadComment.endOfComments(text)));
        }
    }

    /**
     * A query that the engine has written.
     *
     * @param sql the text
     * @param fingerprint what two queries share exactly when their trees are equal
     */
    public record WrittenQuery(String sql, String fingerprint) {}

    /**
     * A column as the catalog has it.
     *
     * @param name its name
     * @param type the engine's name of its type
     * @param nullable whether NULL is allowed
     */
    public record ColumnDeclaration(String name, String type, boolean nullable) {}
}
