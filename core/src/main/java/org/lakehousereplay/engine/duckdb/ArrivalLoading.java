package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.spi.RowKinds;
import org.lakehousereplay.sql.EngineError;

/**
 * Brings the inputs of tracked sources into the store: the rows as they arrived, and the rows that are there in the end,
 * which is what models of DuckDB see.
 */
final class ArrivalLoading {

    private final Connection connection;
    private final Workspace workspace;
    private final TableLoader loader;

    ArrivalLoading(Connection connection, Workspace workspace, TableLoader loader) {
        this.connection = connection;
        this.workspace = workspace;
        this.loader = loader;
    }

    /** The table with the rows of a fixture that are on their way, until {@link #keep}. */
    Optional<String> table(Source source, FixtureState fixture) {
        return workspace.tracks(source)
                        && fixture.fixture().inputs().stream()
                                .anyMatch(input -> input.source().equals(source.name()))
                ? Optional.of(Arriving.table(source))
                : Optional.empty();
    }

    /** Reads the inputs of a source and fills its table with what is there in the end. */
    void load(Source source, Set<Model> models, Map<FixtureState, InputFile> inputs) throws SQLException {
        if (inputs.isEmpty()) {
            return;
        }
        DuckDbDatabase.execute(connection, Arriving.ddl(source));
        for (Map.Entry<Optional<String>, Map<FixtureState, InputFile>> group :
                byArrival(inputs).entrySet()) {
            LoadTarget target = workspace.arrivingTarget(source, models, group.getKey());
            read(target, group.getValue());
            for (boolean changes : new boolean[] {true, false}) {
                Map<FixtureState, InputFile> alike = new LinkedHashMap<>();
                group.getValue().forEach((fixture, input) -> {
                    if (RowKindCheck.changes(source, input) == changes && fixture.runnable()) {
                        alike.put(fixture, input);
                    }
                });
                check(source, target, alike, changes);
                settle(new Arriving(workspace.pipeline(), source, group.getKey()), numbers(alike), changes);
            }
        }
    }

    static Map<Optional<String>, Map<FixtureState, InputFile>> byArrival(Map<FixtureState, InputFile> inputs) {
        Map<Optional<String>, Map<FixtureState, InputFile>> groups = new LinkedHashMap<>();
        inputs.forEach((fixture, input) -> groups.computeIfAbsent(
                        fixture.fixture().settings().arrivals().column(), column -> new LinkedHashMap<>())
                .put(fixture, input));
        return groups;
    }

    private static List<Integer> numbers(Map<FixtureState, InputFile> inputs) {
        return inputs.keySet().stream()
                .filter(FixtureState::runnable)
                .map(FixtureState::number)
                .toList();
    }

    private void read(LoadTarget target, Map<FixtureState, InputFile> inputs) throws SQLException {
        Map<Integer, FixtureState> byNumber = new HashMap<>();
        List<LoadFile> text = new ArrayList<>();
        for (Map.Entry<FixtureState, InputFile> entry : inputs.entrySet()) {
            FixtureState fixture = entry.getKey();
            InputFile input = entry.getValue();
            byNumber.put(fixture.number(), fixture);
            for (int part = 0; part < input.parts().size(); part++) {
                Path path = input.parts().get(part);
                if (input.format() == DataFormat.PARQUET) {
                    fixture.problems().addAll(readParquet(target, fixture.number(), path, part));
                } else {
                    text.add(new LoadFile(fixture.number(), input.format(), path, part));
                }
            }
        }
        loader.load(target, text)
                .problems()
                .forEach((number, found) -> byNumber.get(number).problems().addAll(found));
    }

    private List<Problem> readParquet(LoadTarget target, int fixture, Path path, int part) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> present = new ParquetFiles(connection, List.of(path)).columns(target, problems);
        if (problems.isEmpty()) {
            try {
                DuckDbDatabase.execute(
                        connection,
                        "INSERT INTO " + target.qualifiedName() + " (_fixture, " + LoadTarget.PART + ", "
                                + LoadTarget.ROW
                                + present.keySet().stream()
                                        .map(name -> ", " + Sql.name(name))
                                        .collect(Collectors.joining())
                                + ") SELECT " + fixture + ", " + part + ", file_row_number"
                                + present.values().stream()
                                        .map(name -> ", " + Sql.name(name))
                                        .collect(Collectors.joining())
                                + " FROM read_parquet(" + Sql.files(List.of(path))
                                + ", file_row_number = true, hive_partitioning = false)");
            } catch (SQLException refused) {
                problems.add(Problem.at(
                        Location.of(path),
                        ErrorCode.VALUE_INVALID,
                        "the file cannot be read as " + target.title() + ": "
                                + EngineError.of(refused).message(),
                        "Correct the file, or declare its columns as the file has them"));
            }
        }
        return problems;
    }

    private void check(Source source, LoadTarget target, Map<FixtureState, InputFile> inputs, boolean changes)
            throws SQLException {
        if (changes && source.changes().kinds() == RowKinds.UPSERT) {
            dropRowsBeforeUpdates(source, inputs);
        }
        RowKindCheck kinds = new RowKindCheck(connection, source);
        LocatedInputs lines = new LocatedInputs(connection, loader);
        // Rows that go need not be whole: many logs tell nothing but their key. And a table that is declared to an
        // engine, or that changes, may see the same row twice.
        ConstraintCheck constraints =
                new ConstraintCheck(connection, changes || source.changes().byEngine() ? source.withoutKeys() : source);
        List<Integer> numbers = numbers(inputs);
        if (numbers.isEmpty()) {
            return;
        }
        String staying = "coalesce(" + Arrivals.KIND + ", '+I') IN ('+I', '+U')";
        Set<Integer> wrongKinds = kinds.violatingFixtures(numbers, changes);
        Set<Integer> broken = constraints.violatingFixtures("(SELECT * FROM " + Arriving.table(source) + " WHERE "
                + Arriving.of(numbers) + " AND " + staying + ")");
        List<Column> columns = new ArrayList<>(source.columns());
        columns.add(Arriving.KIND);
        for (Map.Entry<FixtureState, InputFile> entry : inputs.entrySet()) {
            FixtureState fixture = entry.getKey();
            List<ConstraintCheck.LocatedRows> parts = lines.of(columns, target, entry.getValue());
            if (wrongKinds.contains(fixture.number())) {
                fixture.problems().addAll(kinds.explain(parts, changes));
            } else if (broken.contains(fixture.number())) {
                fixture.problems()
                        .addAll(constraints.explain(parts.stream()
                                .map(part -> filtered(part, staying))
                                .toList()));
            }
        }
    }

    private static ConstraintCheck.LocatedRows filtered(ConstraintCheck.LocatedRows part, String condition) {
        return new ConstraintCheck.LocatedRows() {
            @Override
            public Path file() {
                return part.file();
            }

            @Override
            public String query() throws SQLException {
                return "SELECT * FROM (" + part.query() + ") WHERE " + condition;
            }
        };
    }

    /** A change event tells them, and a source of upserts never sees them. */
    private void dropRowsBeforeUpdates(Source source, Map<FixtureState, InputFile> inputs) throws SQLException {
        List<Integer> told = inputs.entrySet().stream()
                .filter(entry -> entry.getValue().changeEvents())
                .map(entry -> entry.getKey().number())
                .toList();
        if (!told.isEmpty()) {
            DuckDbDatabase.execute(
                    connection,
                    "DELETE FROM " + Arriving.table(source) + " WHERE " + Arriving.of(told) + " AND " + Arrivals.KIND
                            + " = '-U'");
        }
    }

    /** Adds what is there in the end to the table that models see. */
    private void settle(Arriving arriving, List<Integer> fixtures, boolean changes) throws SQLException {
        if (fixtures.isEmpty()) {
            return;
        }
        Source source = arriving.source();
        List<String> key = source.changes().primaryKey();
        String rows = arriving.rows(fixtures);
        boolean applied = changes && (!key.isEmpty() || hasRetractions(source, fixtures));
        String names = source.columns().stream()
                .map(column -> ", " + Sql.name(column.name()))
                .collect(Collectors.joining());
        String query = applied
                ? new ChangelogState(source.columns(), key, Arrivals.KIND, Arrivals.ARRIVAL).query(rows)
                : "SELECT _fixture" + names + " FROM " + rows + " ORDER BY _fixture, " + Arrivals.ARRIVAL;
        DuckDbDatabase.execute(
                connection, "INSERT INTO " + workspace.table(source.name()) + " (_fixture" + names + ") " + query);
    }

    private boolean hasRetractions(Source source, Collection<Integer> fixtures) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + Arriving.table(source) + " WHERE "
                        + Arriving.of(fixtures) + " AND " + Arrivals.KIND + " IN ('-U', '-D')")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    /** Keeps the rows as they arrived, numbered, once it is known which of them take part. */
    void keep(Map<Source, Map<FixtureState, InputFile>> inputs) throws SQLException {
        Map<Source, Map<FixtureState, InputFile>> tracked = new LinkedHashMap<>();
        inputs.forEach((source, ofSource) -> {
            if (workspace.tracks(source) && !ofSource.isEmpty()) {
                tracked.put(source, ofSource);
            }
        });
        if (tracked.isEmpty()) {
            return;
        }
        new ArrivalNumbering(connection, workspace, tracked).number();
        for (Source source : tracked.keySet()) {
            DuckDbDatabase.execute(connection, "DROP TABLE " + Arriving.table(source));
        }
    }
}
