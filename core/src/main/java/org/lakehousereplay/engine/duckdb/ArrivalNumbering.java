package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.fixture.ArrivalSettings;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.Increments;
import org.lakehousereplay.fixture.InputFile;
import org.lakehousereplay.pipeline.Source;

/** Numbers the rows of tracked sources in the order of their arrival, and says in which increment each arrives. */
final class ArrivalNumbering {

    private static final String RANKS = "temp.lakehouse_arrival_ranks";

    private final Connection connection;
    private final Workspace workspace;
    private final Map<Source, Map<FixtureState, InputFile>> inputs;

    /** @param inputs the inputs of each tracked source, in the order in which sources are declared */
    ArrivalNumbering(Connection connection, Workspace workspace, Map<Source, Map<FixtureState, InputFile>> inputs) {
        this.connection = connection;
        this.workspace = workspace;
        this.inputs = inputs;
    }

    void number() throws SQLException {
        Map<Optional<String>, Set<FixtureState>> groups = new LinkedHashMap<>();
        inputs.values().forEach(ofSource -> ofSource.keySet().stream()
                .filter(FixtureState::runnable)
                .forEach(fixture -> groups.computeIfAbsent(
                                fixture.fixture().settings().arrivals().column(), any -> new LinkedHashSet<>())
                        .add(fixture)));
        for (Map.Entry<Optional<String>, Set<FixtureState>> group : groups.entrySet()) {
            number(group.getKey(), group.getValue());
        }
    }

    private void number(Optional<String> arrival, Set<FixtureState> fixtures) throws SQLException {
        if (arrival.isPresent()) {
            rank(arrival, fixtures);
        }
        Map<FixtureState, Long> before = new HashMap<>();
        for (Source source : inputs.keySet()) {
            List<FixtureState> present =
                    fixtures.stream().filter(inputs.get(source)::containsKey).toList();
            if (present.isEmpty()) {
                continue;
            }
            Arriving arriving = new Arriving(workspace.pipeline(), source, arrival);
            Map<Integer, Long> counts = counts(source);
            List<String> values = new ArrayList<>();
            for (FixtureState fixture : present) {
                long count = counts.getOrDefault(fixture.number(), 0L);
                values.add(values(fixture, source, before.getOrDefault(fixture, 0L), count));
                before.merge(fixture, count, Long::sum);
            }
            keep(arriving, present, values);
        }
    }

    /** Numbers the different times of arrival of each fixture, over all sources. */
    private void rank(Optional<String> arrival, Set<FixtureState> fixtures) throws SQLException {
        List<Integer> numbers = fixtures.stream().map(FixtureState::number).toList();
        String times = inputs.keySet().stream()
                .map(source -> "SELECT _fixture, "
                        + new Arriving(workspace.pipeline(), source, arrival).arrived() + " AS arrived FROM "
                        + Arriving.table(source) + " WHERE " + Arriving.of(numbers))
                .collect(Collectors.joining(" UNION "));
        DuckDbDatabase.execute(
                connection,
                "CREATE OR REPLACE TEMP TABLE " + RANKS
                        + " AS SELECT _fixture, arrived, row_number() OVER (PARTITION BY"
                        + " _fixture ORDER BY arrived NULLS FIRST) - 1 AS number, count(*) OVER (PARTITION BY _fixture)"
                        + " AS total FROM (" + times + ")");
    }

    private Map<Integer, Long> counts(Source source) throws SQLException {
        Map<Integer, Long> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT _fixture, count(*) FROM " + Arriving.table(source) + " GROUP BY _fixture")) {
            while (rows.next()) {
                counts.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return counts;
    }

    /** What the increment of a row is computed from, as a row of values. */
    private String values(FixtureState fixture, Source source, long before, long count) {
        Increments increments = increments(fixture);
        int steps = increments instanceof Increments.Steps counted ? counted.count() : 0;
        List<Integer> parts = increments instanceof Increments.Parts ? parts(fixture, source) : List.of();
        String mode = increments.getClass().getSimpleName();
        return "(" + fixture.number() + ", " + Sql.text(mode) + ", " + steps + ", " + before + ", " + count + ", CAST("
                + parts + " AS INTEGER[]))";
    }

    private static Increments increments(FixtureState fixture) {
        ArrivalSettings settings = fixture.fixture().settings().arrivals();
        if (settings.increments().isPresent()) {
            return settings.increments().get();
        }
        if (settings.column().isPresent()) {
            return new Increments.Rows();
        }
        return fixture.fixture().inputs().stream().anyMatch(InputFile::folder)
                ? new Increments.Parts()
                : new Increments.All();
    }

    /** The increment of each part of an input. What is no folder is there from the start. */
    private List<Integer> parts(FixtureState fixture, Source source) {
        TreeSet<String> names = new TreeSet<>();
        fixture.fixture().inputs().stream()
                .filter(InputFile::folder)
                .flatMap(input -> input.parts().stream())
                .forEach(part -> names.add(DataFormat.stem(part)));
        InputFile input = inputs.get(source).get(fixture);
        return input.parts().stream()
                .map(part ->
                        input.folder() ? names.headSet(DataFormat.stem(part)).size() : 0)
                .toList();
    }

    private void keep(Arriving arriving, List<FixtureState> fixtures, List<String> plans) throws SQLException {
        Source source = arriving.source();
        boolean ranked = arriving.arrival().isPresent();
        String columns = source.columns().stream()
                .map(column -> ", " + Sql.name(column.name()))
                .collect(Collectors.joining());
        String values = source.columns().stream()
                .map(column -> ", r." + Sql.name(column.name()))
                .collect(Collectors.joining());
        String number = ranked ? "k.number" : "r." + Arrivals.ARRIVAL + " - 1";
        String row = ranked ? "k.number" : "f.before + " + number;
        String total = ranked ? "k.total" : "f.total";
        String increment = "CASE f.mode WHEN 'All' THEN 0 WHEN 'Rows' THEN " + row + " WHEN 'Parts' THEN f.parts[r."
                + LoadTarget.PART + " + 1] ELSE (" + number + ") * least(f.steps, " + total + ") // " + total + " END";
        List<Integer> numbers = fixtures.stream().map(FixtureState::number).toList();
        DuckDbDatabase.execute(
                connection,
                "INSERT INTO " + workspace.changesTable(source) + " (_fixture, " + Arrivals.ARRIVAL + ", "
                        + Arrivals.KIND + ", " + Arrivals.INCREMENT + columns + ") SELECT r._fixture, r."
                        + Arrivals.ARRIVAL + ", r." + Arrivals.KIND + ", " + increment + values + " FROM "
                        + arriving.rows(numbers) + " r JOIN (VALUES " + String.join(", ", plans)
                        + ") f(fixture, mode, steps, before, total, parts) ON f.fixture = r._fixture"
                        + (ranked
                                ? " JOIN " + RANKS + " k ON k._fixture = r._fixture"
                                        + " AND k.arrived IS NOT DISTINCT FROM r._lakehouse_arrived"
                                : "")
                        + " ORDER BY r._fixture, r." + Arrivals.ARRIVAL);
    }
}
