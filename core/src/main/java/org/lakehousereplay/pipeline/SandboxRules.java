package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlSyntax;
import org.lakehousereplay.sql.SqlSyntax.ColumnReference;
import org.lakehousereplay.sql.SqlSyntax.FunctionCall;
import org.lakehousereplay.sql.SqlSyntax.Occurrence;
import org.lakehousereplay.sql.SqlSyntax.TableReference;

/**
 * What a model may not do: leave the sandbox, look at the engine that runs it, give another result the next time.
 *
 * <p>The engine's own settings keep it from files and network; these rules give the error a line and a remedy, and
 * refuse what would pass there and still make a replay depend on more than its fixture.
 */
final class SandboxRules {

    private static final String SAME_RESULT = "Remove it: a replay must give the same result every time";
    private static final String DECLARE_SOURCE = "Declare it as a source in sources.sql and put its rows into fixtures";

    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "range",
            "generate_series",
            "unnest",
            "repeat",
            "repeat_row",
            "json_each",
            "json_tree",
            "regexp_split_to_table",
            "string_split_to_table",
            "generate_subscripts");

    private static final Set<String> RANDOM_FUNCTIONS = Set.of(
            "random",
            "setseed",
            "uuid",
            "uuidv4",
            "uuidv7",
            "gen_random_uuid",
            "reservoir_quantile",
            "nextval",
            "currval");

    private static final Set<String> INTROSPECTION_FUNCTIONS = Set.of(
            "current_setting",
            "set_config",
            "getvariable",
            "getenv",
            "query",
            "query_table",
            "current_user",
            "session_user",
            "user",
            "current_role",
            "current_catalog",
            "current_database",
            "current_schema",
            "current_schemas",
            "in_search_path",
            "current_query",
            "current_query_id",
            "current_connection_id",
            "current_transaction_id",
            "txid_current",
            "version",
            "stats",
            "vector_type",
            "write_log",
            "parse_duckdb_log_message",
            "which_secret",
            "get_block_size",
            "col_description",
            "obj_description",
            "shobj_description",
            "format_type",
            "json_execute_serialized_sql",
            "json_deserialize_sql",
            "json_serialize_plan",
            "sleep_ms");

    /** Names that the engine understands without parentheses when no column is called so. */
    private static final Set<String> INTROSPECTION_WORDS =
            Set.of("current_user", "session_user", "user", "current_role", "current_catalog", "current_schema");

    private static final Set<String> CLOCK_FUNCTIONS = Set.of(
            "now",
            "current_timestamp",
            "get_current_timestamp",
            "transaction_timestamp",
            "statement_timestamp",
            "clock_timestamp",
            "current_date",
            "today",
            "current_time",
            "get_current_time",
            "localtime",
            "localtimestamp",
            "current_localtime",
            "current_localtimestamp");

    private static final Set<String> CLOCK_WORDS =
            Set.of("current_timestamp", "current_date", "current_time", "localtime", "localtimestamp");

    private final Path file;
    private final String sql;
    private final List<Problem> problems;

    private SandboxRules(Path file, String sql, List<Problem> problems) {
        this.file = file;
        this.sql = sql;
        this.problems = problems;
    }

    /** Reports whatever in a model is not about its tables. */
    static void check(Path file, String sql, SqlSyntax syntax, List<Problem> problems) {
        SandboxRules rules = new SandboxRules(file, sql, problems);
        syntax.features().forEach(rules::checkFeature);
        syntax.functions().forEach(rules::checkFunction);
    }

    /** Whether an expression has the same value whenever and wherever it is computed from the same row. */
    static boolean isRepeatable(Path file, String sql, SqlSyntax syntax, Set<String> columns) {
        List<Problem> found = new ArrayList<>();
        check(file, sql, syntax, found);
        checkWords(file, sql, syntax, columns, found);
        return found.isEmpty() && !usesClock(syntax, columns);
    }

    /** Reports words such as {@code current_user} that are no column of the tables that the model reads. */
    static void checkWords(Path file, String sql, SqlSyntax syntax, Set<String> columns, List<Problem> problems) {
        SandboxRules rules = new SandboxRules(file, sql, problems);
        for (ColumnReference reference : syntax.columns()) {
            if (isWord(reference, INTROSPECTION_WORDS, columns)) {
                rules.forbid(
                        reference.position(),
                        "`" + reference.parts().get(0) + "` depends on the engine that runs the model",
                        SAME_RESULT);
            }
        }
    }

    /** The complaint about a table that is no source and no model, if it names something outside the pipeline. */
    static Optional<Problem> foreignTable(Path file, String sql, TableReference table) {
        SandboxRules rules = new SandboxRules(file, sql, List.of());
        String name = fold(table.name());
        if (!table.qualifiers().isEmpty()) {
            String qualified = String.join(".", table.qualifiers()) + "." + table.name();
            return Optional.of(rules.forbidden(
                    table.position(),
                    "The table `" + qualified + "` is named with a schema or catalog",
                    "Read it by its plain name; " + decapitalize(DECLARE_SOURCE)));
        }
        if (name.startsWith("duckdb_")
                || name.startsWith("pg_")
                || name.startsWith("sqlite_")
                || name.startsWith("pragma_")) {
            return Optional.of(rules.forbidden(
                    table.position(),
                    "The table `" + table.name() + "` is part of the engine's catalog",
                    DECLARE_SOURCE));
        }
        if (name.chars().anyMatch(character -> "./\\:*?".indexOf(character) >= 0)) {
            return Optional.of(rules.forbidden(
                    table.position(), "The model reads the file '" + table.name() + "'", DECLARE_SOURCE));
        }
        return Optional.empty();
    }

    /**
     * Whether a model asks for the time.
     *
     * @param columns the columns of the tables that it reads, in lower case
     */
    static boolean usesClock(SqlSyntax syntax, Set<String> columns) {
        return syntax.functions().stream().anyMatch(SandboxRules::isClock)
                || syntax.columns().stream().anyMatch(reference -> isWord(reference, CLOCK_WORDS, columns));
    }

    private static boolean isClock(FunctionCall call) {
        String name = fold(call.name());
        return CLOCK_FUNCTIONS.contains(name) || name.equals("age") && call.arguments() == 1;
    }

    private static boolean isWord(ColumnReference reference, Set<String> words, Set<String> columns) {
        String word = fold(reference.parts().get(0));
        return reference.parts().size() == 1 && words.contains(word) && !columns.contains(word);
    }

    private void checkFeature(Occurrence occurrence) {
        switch (occurrence.feature()) {
            case DESCRIBE ->
                forbid(
                        occurrence.position(),
                        "DESCRIBE, SHOW and SUMMARIZE look at the engine, not at data",
                        "Write a SELECT");
            case PARAMETER ->
                forbid(
                        occurrence.position(),
                        "The model has a parameter, and nobody gives it a value",
                        "Write the value itself, or read it from a source");
            case SAMPLE -> forbid(occurrence.position(), "The model takes a random sample", SAME_RESULT);
            case TIME_TRAVEL ->
                forbid(
                        occurrence.position(),
                        "The model asks for an older version of a table",
                        "Declare that version as a source of its own");
            case SUBQUERY -> {
                // A model may hold as many as it likes.
            }
            case CHANGE -> forbid(occurrence.position(), "The model changes data", "Write a SELECT that only reads");
        }
    }

    private void checkFunction(FunctionCall call) {
        String name = fold(call.name());
        String shown = "`" + call.name() + "`";
        if (RANDOM_FUNCTIONS.contains(name)) {
            forbid(call.position(), "The function " + shown + " gives another value every time", SAME_RESULT);
        } else if (INTROSPECTION_FUNCTIONS.contains(name)
                || name.startsWith("pg_")
                || name.startsWith("has_") && name.endsWith("_privilege")) {
            forbid(
                    call.position(),
                    "The function " + shown + " looks at the engine that runs the model",
                    "Remove it: a replay may depend on its fixture only");
        } else if (call.table() && !TABLE_FUNCTIONS.contains(name)) {
            forbid(call.position(), "The table function " + shown + " reads from outside the pipeline", DECLARE_SOURCE);
        } else if (isForeign(call)) {
            forbid(
                    call.position(),
                    "The function `" + String.join(".", call.qualifiers()) + "." + call.name()
                            + "` is named with a schema or catalog",
                    "Call it by its plain name");
        }
    }

    /** The parser itself puts some functions into the schema {@code main}, but none that asks for the time. */
    private static boolean isForeign(FunctionCall call) {
        boolean plain = call.qualifiers().isEmpty()
                || call.qualifiers().size() == 1 && call.qualifiers().get(0).equalsIgnoreCase("main");
        return !plain || !call.qualifiers().isEmpty() && isClock(call);
    }

    private void forbid(long position, String message, String remedy) {
        problems.add(forbidden(position, message, remedy));
    }

    private Problem forbidden(long position, String message, String remedy) {
        return Problem.at(place(file, sql, position), ErrorCode.SQL_FORBIDDEN, message, remedy);
    }

    /** The place of a byte offset; that of the first word when the engine does not tell one. */
    static Location place(Path file, String sql, long position) {
        long known = position < 0 ? new ScratchDatabase.ScriptStatement(sql, 0).firstWord() : position;
        return Location.ofByteOffset(file, sql, known);
    }

    private static String decapitalize(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
