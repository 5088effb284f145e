package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.ColumnDeclaration;
import org.lakehousereplay.sql.ScratchDatabase.ScriptStatement;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlName;

/** Reads {@code sources.sql} by letting the engine make the tables and asking its catalog what they are. */
final class SourcesReader {

    private final ScratchDatabase database;
    private final Path file;
    private final String text;
    private final List<Problem> problems;
    private final Map<String, Location> created = new LinkedHashMap<>();

    private SourcesReader(ScratchDatabase database, Path file, String text, List<Problem> problems) {
        this.database = database;
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    /**
     * The tables that a script declares. The database's current schema must be empty, and holds them afterwards.
     *
     * @return empty when not every statement is sound, so that nobody complains about tables that are meant to be there
     */
    static Optional<List<Source>> read(
            ScratchDatabase database, Path file, String text, PipelineSettings settings, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        try {
            List<Source> sources = new SourcesReader(database, file, text, found).read(settings);
            return found.isEmpty() ? Optional.of(sources) : Optional.empty();
        } catch (SqlFailure failure) {
            found.add(SqlProblem.of(file, text, failure.error(), Location.of(file)));
            return Optional.empty();
        } finally {
            problems.addAll(found);
        }
    }

    private List<Source> read(PipelineSettings settings) throws SqlFailure {
        for (ScriptStatement statement : database.statements(text)) {
            try {
                run(statement);
            } catch (SqlFailure failure) {
                problems.add(
                        SqlProblem.of(file, text, failure.error().shifted(statement.position()), place(statement)));
            }
        }
        List<Source> sources = describe();
        if (sources.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.at(
                    Location.of(file),
                    ErrorCode.SOURCES_NOT_TABLES,
                    "The file declares no table",
                    "Declare each raw table by CREATE TABLE"));
        }
        return problems.isEmpty() ? new SourceSettings(settings, problems).apply(sources) : sources;
    }

    private void run(ScriptStatement statement) throws SqlFailure {
        Location place = place(statement);
        String kind = database.kind(statement.text());
        if (!kind.equals("CREATE_TABLE") && !kind.equals("CREATE_TYPE")) {
            refuse(place, "The statement is neither CREATE TABLE nor CREATE TYPE", remedy(kind));
            return;
        }
        Set<String> before = tableNames();
        database.execute(statement.text());
        Set<String> fresh = tableNames();
        fresh.removeAll(before);
        if (kind.equals("CREATE_TABLE") && fresh.isEmpty()) {
            refuse(
                    place,
                    "The statement declares no new table of the pipeline",
                    "Declare each table once, by CREATE TABLE without TEMP, OR REPLACE and schema");
        }
        fresh.forEach(name -> created.put(name, place));
    }

    private Location place(ScriptStatement statement) {
        return Location.ofByteOffset(file, text, statement.firstWord());
    }

    private static String remedy(String kind) {
        return kind.equals("CREATE_VIEW") || kind.startsWith("CREATE_TABLE_AS")
                ? "Write the query as a model, a .sql file of its own"
                : "Keep only declarations here; rows belong into fixtures, queries into models";
    }

    private void refuse(Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.SOURCES_NOT_TABLES, message, remedy));
    }

    private Set<String> tableNames() throws SqlFailure {
        Set<String> names = new LinkedHashSet<>();
        database.query("SELECT table_name FROM duckdb_tables()"
                        + " WHERE schema_name = current_schema() AND NOT temporary")
                .forEach(row -> names.add(row.get(0)));
        return names;
    }

    private List<Source> describe() throws SqlFailure {
        Map<String, List<List<String>>> keys = new LinkedHashMap<>();
        Map<String, List<String>> primaryKeys = new LinkedHashMap<>();
        Map<String, List<String>> checks = new LinkedHashMap<>();
        Map<String, List<ForeignKey>> foreignKeys = new LinkedHashMap<>();
        for (List<String> row : database.query("SELECT table_name, constraint_type, expression, "
                + lengthPrefixed("constraint_column_names") + ", referenced_table, "
                + lengthPrefixed("referenced_column_names") + " FROM duckdb_constraints()"
                + " WHERE schema_name = current_schema()"
                + " ORDER BY table_oid, constraint_type <> 'PRIMARY KEY', constraint_index")) {
            if (row.get(1).equals("PRIMARY KEY")) {
                primaryKeys.put(row.get(0), names(row.get(3)));
            }
            switch (row.get(1)) {
                case "PRIMARY KEY", "UNIQUE" ->
                    keys.computeIfAbsent(row.get(0), name -> new ArrayList<>()).add(names(row.get(3)));
                case "CHECK" ->
                    checks.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                            .add(row.get(2));
                case "FOREIGN KEY" ->
                    foreignKeys
                            .computeIfAbsent(row.get(0), name -> new ArrayList<>())
                            .add(new ForeignKey(names(row.get(3)), row.get(4), names(row.get(5))));
                default -> {
                    // NOT NULL stands with the column.
                }
            }
        }
        List<Source> sources = new ArrayList<>();
        for (String name : created.keySet()) {
            List<Column> columns = new ArrayList<>();
            rejectReserved(name, name, ReservedNames.complaintAboutTable(name));
            for (ColumnDeclaration column : database.describe(name)) {
                rejectReserved(name, column.name(), ReservedNames.complaintAboutColumn(column.name()));
                columns.add(new Column(column.name(), column.type(), column.nullable()));
            }
            rejectGenerated(name, columns);
            rejectUnrepeatable(name, columns, checks.getOrDefault(name, List.of()));
            sources.add(new Source(
                    name,
                    columns,
                    keys.getOrDefault(name, List.of()),
                    foreignKeys.getOrDefault(name, List.of()),
                    checks.getOrDefault(name, List.of()),
                    Optional.empty(),
                    SourceChanges.declared(Optional.empty(), primaryKeys.getOrDefault(name, List.of()))));
        }
        return sources;
    }

    /** Names are sent with their lengths, because no separator is safe: a column may be called anything. */
    private static String lengthPrefixed(String names) {
        return "array_to_string(list_transform(" + names + ", lambda name: len(name) || ':' || name), '')";
    }

    private static List<String> names(String lengthPrefixed) {
        List<String> names = new ArrayList<>();
        int index = 0;
        while (index < lengthPrefixed.length()) {
            int colon = lengthPrefixed.indexOf(':', index);
            int length = Integer.parseInt(lengthPrefixed.substring(index, colon));
            int end = lengthPrefixed.offsetByCodePoints(colon + 1, length);
            names.add(lengthPrefixed.substring(colon + 1, end));
            index = end;
        }
        return names;
    }

    private void rejectUnrepeatable(String table, List<Column> columns, List<String> checks) throws SqlFailure {
        Set<String> names = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (String check : checks) {
            String query = "SELECT " + check;
            if (!SandboxRules.isRepeatable(file, query, database.parse(query), names)) {
                refuse(
                        created.get(table),
                        "CHECK " + check + " of `" + table + "` depends on more than the row",
                        "Remove it: a row must be right or wrong whenever it is replayed");
            }
        }
    }

    /** The catalog shows a generated column like any other; only the binder of an INSERT tells it. */
    private void rejectGenerated(String table, List<Column> columns) {
        if (acceptsValues(table, columns)) {
            return;
        }
        for (Column column : columns) {
            if (!acceptsValues(table, List.of(column))) {
                refuse(
                        created.get(table),
                        "The column `" + column.name() + "` of `" + table + "` is a generated column",
                        "Declare it as a plain column, or compute it in a model");
            }
        }
    }

    private boolean acceptsValues(String table, List<Column> columns) {
        String names =
                columns.stream().map(column -> SqlName.quote(column.name())).collect(Collectors.joining(", "));
        String nulls = String.join(", ", Collections.nCopies(columns.size(), "NULL"));
        try {
            database.kind("INSERT INTO %s (%s) VALUES (%s)".formatted(SqlName.quote(table), names, nulls));
            return true;
        } catch (SqlFailure generated) {
            return false;
        }
    }

    private void rejectReserved(String table, String name, Optional<String> complaint) {
        complaint.ifPresent(reason -> problems.add(Problem.at(
                created.get(table),
                ErrorCode.SQL_INVALID,
                "The name `" + name + "` " + reason,
                "Choose another name")));
    }
}
