package org.lakehousereplay.engine.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.sql.EngineError;

/** Brings the inputs of the fixtures of one pipeline and one time zone into the store. */
final class InputLoading {

    /** Parquet files from this size on are read in place instead of being copied into the store. */
    static final long READ_IN_PLACE_BYTES = 8L * 1024 * 1024;

    private final Connection connection;
    private final Workspace workspace;
    private final ZoneId zone;
    private final TableLoader loader;
    private final LocatedInputs lines;
    private final ArrivalLoading arrivals;
    private final List<FixtureState> fixtures;
    private final InputConversion conversion;
    private final Map<FixtureState, Map<String, Workspace.ParquetSource>> inPlace = new HashMap<>();

    /**
     * @param connection a connection whose session runs in the zone
     * @param workspace the tables of the pipeline
     * @param zone the time zone of all the fixtures
     * @param fixtures the fixtures
     * @param conversion inputs that were laid out in other files
     */
    InputLoading(
            Connection connection,
            Workspace workspace,
            ZoneId zone,
            List<FixtureState> fixtures,
            InputConversion conversion) {
        this.conversion = conversion;
        this.connection = connection;
        this.workspace = workspace;
        this.zone = zone;
        this.loader = new TableLoader(connection, zone, new ColumnTypes(connection));
        this.lines = new LocatedInputs(connection, loader);
        this.arrivals = new ArrivalLoading(connection, workspace, loader);
        this.fixtures = List.copyOf(fixtures);
    }

    /** Whether a fixture has an input that is read in place. */
    static boolean hasLargeInput(List<InputFile> inputs) {
        return inputs.stream().anyMatch(InputLoading::readInPlace);
    }

    private static boolean readInPlace(InputFile input) {
        try {
            return input.format() == DataFormat.PARQUET && ParquetFiles.bytes(input.parts()) >= READ_IN_PLACE_BYTES;
        } catch (IOException unreadable) {
            return false; // reading it will tell
        }
    }

    void load() throws SQLException {
        Set<Model> models = fixtures.stream()
                .flatMap(fixture -> fixture.models().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Source, Map<FixtureState, InputFile>> inputs = new LinkedHashMap<>();
        for (Source source : workspace.pipeline().sources()) {
            inputs.put(source, loadSource(source, models));
        }
        // Only now: a row may refer to one that the replay range leaves out.
        Set<FixtureState> sound =
                fixtures.stream().filter(FixtureState::runnable).collect(Collectors.toSet());
        for (Source source : inputs.keySet()) {
            checkForeignKeys(source, models, inputs, sound);
        }
        for (Map.Entry<Source, Map<FixtureState, InputFile>> loaded : inputs.entrySet()) {
            applyRange(loaded.getKey(), loaded.getValue().keySet());
        }
        arrivals.keep(inputs);
        for (Map.Entry<Source, Map<FixtureState, InputFile>> loaded : inputs.entrySet()) {
            countRows(loaded.getKey(), loaded.getValue());
        }
        for (Map.Entry<FixtureState, Map<String, Workspace.ParquetSource>> entry : inPlace.entrySet()) {
            FixtureState fixture = entry.getKey();
            if (fixture.runnable()) {
                fixture.views(workspace.createViews(connection, fixture.number(), entry.getValue()));
            }
        }
    }

    private Map<FixtureState, InputFile> loadSource(Source source, Set<Model> models) throws SQLException {
        LoadTarget target = workspace.sourceTarget(source, models);
        Map<FixtureState, InputFile> inputs = new LinkedHashMap<>();
        for (FixtureState fixture : fixtures) {
            fixture.fixture().inputs().stream()
                    .filter(input -> input.source().equals(source.name()))
                    .findFirst()
                    .flatMap(input -> conversion.readable(fixture, input))
                    .ifPresent(input -> inputs.put(fixture, input));
        }
        if (workspace.tracks(source)) {
            arrivals.load(source, models, inputs);
            return inputs;
        }
        Map<Integer, FixtureState> byNumber = new HashMap<>();
        List<LoadFile> text = new ArrayList<>();
        for (Map.Entry<FixtureState, InputFile> entry : inputs.entrySet()) {
            byNumber.put(entry.getKey().number(), entry.getKey());
            if (entry.getValue().format() == DataFormat.PARQUET) {
                loadParquet(source, target, entry.getKey(), entry.getValue());
            } else {
                for (Path part : entry.getValue().parts()) {
                    text.add(new LoadFile(
                            entry.getKey().number(), entry.getValue().format(), part));
                }
            }
        }
        loader.load(target, text)
                .problems()
                .forEach((number, found) -> byNumber.get(number).problems().addAll(found));
        if (!byNumber.isEmpty()) {
            checkConstraints(source, target, byNumber, inputs);
        }
        return inputs;
    }

    private void checkForeignKeys(
            Source source, Set<Model> models, Map<Source, Map<FixtureState, InputFile>> inputs, Set<FixtureState> sound)
            throws SQLException {
        for (ForeignKey key : source.foreignKeys()) {
            Source referenced = workspace.pipeline().source(key.source()).orElseThrow();
            ForeignKeyCheck check = new ForeignKeyCheck(connection, source, key);
            Map<Integer, FixtureState> together = new HashMap<>();
            for (FixtureState fixture : inputs.get(source).keySet()) {
                boolean known = inputs.get(referenced).containsKey(fixture)
                        || fixture.models().stream()
                                .anyMatch(model -> model.reads().contains(referenced.name()));
                if (!known || !sound.contains(fixture)) {
                    continue;
                }
                if (inPlace.containsKey(fixture)) {
                    checkForeignKey(source, models, check, referenced, Map.of(fixture.number(), fixture), inputs);
                } else {
                    together.put(fixture.number(), fixture);
                }
            }
            if (!together.isEmpty()) {
                checkForeignKey(source, models, check, referenced, together, inputs);
            }
        }
    }

    private void checkForeignKey(
            Source source,
            Set<Model> models,
            ForeignKeyCheck check,
            Source referenced,
            Map<Integer, FixtureState> byNumber,
            Map<Source, Map<FixtureState, InputFile>> inputs)
            throws SQLException {
        for (int violating : check.violatingFixtures(rows(source, byNumber), rows(referenced, byNumber))) {
            FixtureState fixture = byNumber.get(violating);
            LoadTarget target = workspace.tracks(source)
                    ? workspace.arrivingTarget(
                            source,
                            models,
                            fixture.fixture().settings().arrivals().column())
                    : workspace.sourceTarget(source, models);
            fixture.problems()
                    .addAll(check.explain(
                            lines.of(source, target, inputs.get(source).get(fixture)),
                            rows(referenced, Map.of(violating, fixture))));
        }
    }

    /** The rows of a source, with the column {@code _fixture}, before a replay range is applied. */
    private String rows(Source source, Map<Integer, FixtureState> byNumber) {
        if (byNumber.size() == 1) {
            FixtureState fixture = byNumber.values().iterator().next();
            Workspace.ParquetSource parquet =
                    inPlace.getOrDefault(fixture, Map.of()).get(source.name());
            if (parquet != null) {
                return "(SELECT " + fixture.number() + " AS _fixture, * FROM ("
                        + parquet.whole().query() + "))";
            }
        }
        return "(SELECT * FROM " + workspace.table(source.name()) + " WHERE "
                + KeyedMetric.ofFixtures("_fixture", byNumber) + ")";
    }

    /** Only the fixtures at hand: those of another time zone are in the same table, and somebody else loads them. */
    private void checkConstraints(
            Source source, LoadTarget target, Map<Integer, FixtureState> byNumber, Map<FixtureState, InputFile> inputs)
            throws SQLException {
        String rows = "(SELECT * FROM " + target.qualifiedName() + " WHERE "
                + KeyedMetric.ofFixtures("_fixture", byNumber) + ")";
        for (int violating : new ConstraintCheck(connection, source).violatingFixtures(rows)) {
            FixtureState fixture = byNumber.get(violating);
            if (fixture.runnable()) {
                fixture.problems().addAll(explain(source, target, inputs.get(fixture)));
            }
        }
    }

    private void loadParquet(Source source, LoadTarget target, FixtureState fixture, InputFile input)
            throws SQLException {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> present = new ParquetFiles(connection, input.parts()).columns(target, problems);
        if (problems.isEmpty()) {
            Workspace.ParquetSource whole = new Workspace.ParquetSource(source, input.parts(), present, "");
            try {
                if (readInPlace(input)) {
                    checkInPlace(source, target, fixture, input, whole);
                    String condition =
                            condition(source, fixture.fixture().settings()).orElse("");
                    Workspace.ParquetSource parquet =
                            new Workspace.ParquetSource(source, input.parts(), present, condition);
                    inPlace.computeIfAbsent(fixture, any -> new HashMap<>()).put(source.name(), parquet);
                } else {
                    String columns = source.columns().stream()
                            .map(column -> ", " + Sql.name(column.name()))
                            .collect(Collectors.joining());
                    DuckDbDatabase.execute(
                            connection,
                            "INSERT INTO " + target.qualifiedName() + " SELECT " + fixture.number() + columns
                                    + " FROM (" + whole.query() + ")");
                }
            } catch (SQLException refused) {
                problems.add(unreadable(input, EngineError.of(refused)));
            }
        }
        fixture.problems().addAll(problems);
    }

    private static Problem unreadable(InputFile input, EngineError error) {
        if (error.type().equalsIgnoreCase("Conversion")) {
            return Problem.at(
                    Location.of(input.path()),
                    ErrorCode.VALUE_INVALID,
                    "a value does not fit its column: " + error.message(),
                    "Correct the file, or declare the column in sources.sql as the file has it");
        }
        return Problem.at(
                Location.of(input.path()),
                ErrorCode.PARQUET_MALFORMED,
                "the file cannot be read: " + error.message(),
                "Write it again");
    }

    private void checkInPlace(
            Source source, LoadTarget target, FixtureState fixture, InputFile input, Workspace.ParquetSource whole)
            throws SQLException {
        String rows = "(SELECT " + fixture.number() + " AS _fixture, * FROM (" + whole.query() + "))";
        if (!new ConstraintCheck(connection, source).violatingFixtures(rows).isEmpty()) {
            fixture.problems().addAll(explain(source, target, input));
        }
    }

    private List<Problem> explain(Source source, LoadTarget target, InputFile input) throws SQLException {
        return new ConstraintCheck(connection, source).explain(lines.of(source, target, input));
    }

    private void applyRange(Source source, Collection<FixtureState> loaded) throws SQLException {
        for (FixtureState fixture : loaded) {
            Optional<String> condition = condition(source, fixture.fixture().settings());
            if (condition.isPresent()) {
                List<String> tables = new ArrayList<>(List.of(workspace.table(source.name())));
                arrivals.table(source, fixture).ifPresent(tables::add);
                for (String table : tables) {
                    DuckDbDatabase.execute(
                            connection,
                            "DELETE FROM " + table + " WHERE _fixture = " + fixture.number() + " AND NOT coalesce("
                                    + condition.get() + ", false)");
                }
            }
        }
    }

    /** The replay range as a condition on the event time of a source; a row without event time is in no range. */
    private Optional<String> condition(Source source, FixtureSettings settings) {
        if (source.eventTime().isEmpty()
                || (settings.from().isEmpty() && settings.to().isEmpty())) {
            return Optional.empty();
        }
        Column column = source.column(source.eventTime().get()).orElseThrow();
        List<String> bounds = new ArrayList<>();
        settings.from().ifPresent(from -> bounds.add(Sql.name(column.name()) + " >= " + bound(column, from)));
        settings.to().ifPresent(to -> bounds.add(Sql.name(column.name()) + " < " + bound(column, to)));
        return Optional.of("(" + String.join(" AND ", bounds) + ")");
    }

    private String bound(Column column, Instant instant) {
        if (column.type().equals(ValueConversion.ZONED_TIMESTAMP)) {
            return "TIMESTAMPTZ " + Sql.text(instant.toString());
        }
        return "TIMESTAMP " + Sql.text(LocalDateTime.ofInstant(instant, zone).toString());
    }

    private void countRows(Source source, Map<FixtureState, InputFile> inputs) throws SQLException {
        Map<Integer, Long> counts = new HashMap<>();
        String table = workspace.tracks(source) ? workspace.changesTable(source) : workspace.table(source.name());
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT _fixture, count(*) FROM " + table + " GROUP BY _fixture")) {
            while (rows.next()) {
                counts.put(rows.getInt(1), rows.getLong(2));
            }
        }
        for (Map.Entry<FixtureState, InputFile> entry : inputs.entrySet()) {
            FixtureState fixture = entry.getKey();
            Workspace.ParquetSource parquet =
                    inPlace.getOrDefault(fixture, Map.of()).get(source.name());
            long count = parquet == null ? counts.getOrDefault(fixture.number(), 0L) : count(parquet.query());
            fixture.inputs()
                    .put(
                            source.name(),
                            new InputResult(source.name(), entry.getValue().path(), count));
        }
    }

    private long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (" + query + ")")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Loads the expectations of a metric. */
    void loadExpectations(Model metric) throws SQLException {
        Map<Integer, FixtureState> byNumber = new HashMap<>();
        List<LoadFile> files = new ArrayList<>();
        for (FixtureState fixture : fixtures) {
            if (fixture.models().contains(metric)) {
                fixture.fixture().expectation(metric.name()).ifPresent(expected -> {
                    byNumber.put(fixture.number(), fixture);
                    files.add(new LoadFile(fixture.number(), expected.format(), expected.path()));
                });
            }
        }
        LoadOutcome outcome = loader.load(workspace.expectedTarget(metric), files);
        byNumber.forEach((number, fixture) -> {
            FixtureState.MetricState state = fixture.metric(metric);
            state.problems().addAll(outcome.problems().getOrDefault(number, List.of()));
            state.checkedColumns(outcome.columns(number));
            List<String> unknown = outcome.unknownColumns().getOrDefault(number, List.of());
            if (!unknown.isEmpty()) {
                state.findings().add(new Finding.MissingColumns(unknown));
            }
        });
    }
}
