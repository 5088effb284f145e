package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Execution;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.spi.OutputRows;
import org.lakehousereplay.spi.RowFile;

/** Brings the rows that another engine made of a metric into the store, for many fixtures at once. */
final class MetricImport {

    private static final String STAGED = "lakehouse_staged";
    private static final String KIND = "_lakehouse_kind";
    private static final String PLACE = "_lakehouse_place";
    private static final String ORDER = " ORDER BY _fixture, " + PLACE;

    private final Connection connection;
    private final Workspace workspace;
    private final Model model;
    private final Execution.Output output;
    private final List<Column> columns;

    /**
     * @param connection a connection to the store, which need not run in the time zone of the fixtures
     * @param workspace the tables of the pipeline
     * @param model the metric
     */
    MetricImport(Connection connection, Workspace workspace, Model model) {
        this.connection = connection;
        this.workspace = workspace;
        this.model = model;
        this.output = workspace.pipeline().execution().external().orElseThrow().output(model);
        this.columns = output.columns();
    }

    /** Takes the rows of fixtures; what cannot be taken is the metric's failure. */
    void take(Map<FixtureState, OutputRows> outputs) throws SQLException {
        Map<FixtureState, Path> changelogs = new LinkedHashMap<>();
        Map<FixtureState, Path> tables = new LinkedHashMap<>();
        outputs.forEach((state, rows) -> {
            if (rows.table().isPresent() && !output.changelog()) {
                tables.put(state, rows.table().get());
            } else {
                changelogs.put(state, rows.changelog());
            }
        });
        if (!tables.isEmpty()) {
            stage(tables);
            insert(tables, "SELECT * FROM " + STAGED + ORDER);
        }
        if (!changelogs.isEmpty()) {
            stage(changelogs);
            insert(
                    changelogs,
                    output.changelog()
                            ? changes() + ORDER
                            : new ChangelogState(columns, output.primaryKey(), KIND, PLACE).query(STAGED));
            if (!output.changelog()) {
                tellOverdrawn(changelogs);
            }
        }
    }

    /** The rows of all files with typed columns, in the order in which they stand. */
    private void stage(Map<FixtureState, Path> files) throws SQLException {
        ColumnTypes types = new ColumnTypes(connection);
        List<String> declared = new ArrayList<>(List.of(RowFile.KIND + ": 'VARCHAR'"));
        List<String> typed = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            ColumnType type = types.of(columns.get(index).type());
            String name = RowFile.column(index);
            declared.add(name + ": " + Sql.text(RowFileValues.textType(type)));
            typed.add(", " + RowFileValues.fromText(type, name) + " AS "
                    + Sql.name(columns.get(index).name()));
        }
        String numbers = files.entrySet().stream()
                .map(file -> "(" + Sql.text(file.getValue().toString()) + ", "
                        + file.getKey().number() + ")")
                .collect(Collectors.joining(", "));
        DuckDbDatabase.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE " + STAGED + "_text AS SELECT * FROM read_json("
                        + Sql.files(files.values()) + ", format = 'newline_delimited', filename = true, columns = {"
                        + String.join(", ", declared) + "})");
        DuckDbDatabase.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE " + STAGED
                        + " AS SELECT f.number AS _fixture, r.rowid AS _lakehouse_place,"
                        + " coalesce(r." + RowFile.KIND + ", '+I') AS _lakehouse_kind" + String.join("", typed)
                        + " FROM " + STAGED + "_text r JOIN (VALUES " + numbers
                        + ") f(file, number) ON r.filename = f.file");
    }

    private void insert(Map<FixtureState, Path> files, String rows) throws SQLException {
        String names = model.output().stream()
                .map(column -> ", " + Sql.name(column.name()))
                .collect(Collectors.joining());
        DuckDbDatabase.execute(
                connection,
                "INSERT INTO memory." + workspace.table(model.name()) + " SELECT _fixture" + names + " FROM (" + rows
                        + ")");
        Map<Integer, Long> counts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT _fixture, count(*) FROM memory."
                        + workspace.table(model.name()) + " GROUP BY _fixture")) {
            while (found.next()) {
                counts.put(found.getInt(1), found.getLong(2));
            }
        }
        files.keySet().forEach(state -> state.metric(model).actualRows(counts.getOrDefault(state.number(), 0L)));
    }

    /** The changelog itself, each change with its number among those of its key. */
    private String changes() {
        List<String> key = model.metric().orElseThrow().key();
        String numbered = key.stream()
                .filter(column -> !column.equals(Execution.Output.CHANGE))
                .map(column -> ", " + Sql.name(column))
                .collect(Collectors.joining());
        return "SELECT *, row_number() OVER (PARTITION BY _fixture" + numbered + " ORDER BY _lakehouse_place) AS "
                + Sql.name(Execution.Output.CHANGE) + ", _lakehouse_kind AS " + Sql.name(Execution.Output.KIND)
                + " FROM " + STAGED;
    }

    private String row() {
        return IntStream.range(0, columns.size())
                .mapToObj(index -> ", " + Sql.name(columns.get(index).name()))
                .collect(Collectors.joining("", "_fixture", ""));
    }

    private void tellOverdrawn(Map<FixtureState, Path> files) throws SQLException {
        if (!output.primaryKey().isEmpty()) {
            return;
        }
        Map<Integer, FixtureState> byNumber = new LinkedHashMap<>();
        files.keySet().forEach(state -> byNumber.put(state.number(), state));
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT DISTINCT _fixture FROM (SELECT _fixture FROM " + STAGED
                        + " GROUP BY " + row() + " HAVING sum(CASE WHEN " + ChangelogState.present(KIND)
                        + " THEN 1 ELSE -1 END) < 0)"
                        + " ORDER BY _fixture")) {
            while (found.next()) {
                byNumber.get(found.getInt(1))
                        .metric(model)
                        .failure(Problem.at(
                                Location.of(model.file()),
                                ErrorCode.CHANGELOG_OVERDRAWN,
                                model.name() + " takes rows back that it never gave",
                                "Look for an update whose row before is lost, or declare a primary key"));
            }
        }
    }
}
