package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;

/** Makes the input rows of derived fixtures out of those of their originals, in one statement for each source. */
final class DerivedRows {

    private static final String FIXTURE = "_fixture";

    private final Connection connection;
    private final Workspace workspace;

    /**
     * @param connection a connection in the time zone of the fixtures
     * @param workspace the tables of their pipeline
     */
    DerivedRows(Connection connection, Workspace workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    void insert(Collection<DerivedFixture> fixtures) throws SQLException {
        Map<Delivery, List<DerivedFixture>> together = new LinkedHashMap<>();
        for (DerivedFixture fixture : fixtures) {
            if (fixture.original().views().parquet().isEmpty()) {
                together.computeIfAbsent(fixture.delivery(), any -> new ArrayList<>())
                        .add(fixture);
            } else {
                insertFromViews(fixture);
            }
        }
        for (Map.Entry<Delivery, List<DerivedFixture>> alike : together.entrySet()) {
            Map<Integer, Integer> numbers = new LinkedHashMap<>();
            alike.getValue()
                    .forEach(fixture ->
                            numbers.put(fixture.number(), fixture.original().number()));
            List<Source> sources = sources(alike.getValue());
            for (Source source : sources) {
                if (byArrival(source)) {
                    insertArrivals(source, alike.getKey(), numbers, increments(sources, numbers));
                } else {
                    insert(source, alike.getKey(), copies(source, workspace.table(source.name()), numbers));
                }
            }
        }
    }

    /** Another engine sees how rows arrived; models in this process see what is there in the end. */
    private boolean byArrival(Source source) {
        return !workspace.pipeline().inProcess() && workspace.tracks(source);
    }

    private List<Source> sources(Collection<DerivedFixture> fixtures) {
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (DerivedFixture fixture : fixtures) {
            for (Model model : fixture.state().models()) {
                read.addAll(model.reads());
            }
        }
        // Another engine runs scripts as a whole, whatever is asked of them.
        return workspace.pipeline().sources().stream()
                .filter(source -> !workspace.pipeline().inProcess() || read.contains(source.name()))
                .toList();
    }

    private String copies(Source source, String table, Map<Integer, Integer> originals) {
        return "(SELECT m.derived AS " + FIXTURE
                + ", row_number() OVER (PARTITION BY m.derived ORDER BY o.rowid) - 1 AS "
                + WorkingRows.PLACE + columns(source, "o.") + " FROM memory." + table + " o JOIN " + numbers(originals)
                + " ON o._fixture = m.original)";
    }

    /** The numbers of derived fixtures beside those of their originals: a relation {@code m (original, derived)}. */
    static String numbers(Map<Integer, Integer> originals) {
        return originals.entrySet().stream()
                .map(entry -> "(" + entry.getValue() + ", " + entry.getKey() + ")")
                .collect(Collectors.joining(", ", "(VALUES ", ") m (original, derived)"));
    }

    /** How many increments each of the originals has, over all sources: a relation {@code n (fixture, increments)}. */
    private String increments(List<Source> sources, Map<Integer, Integer> originals) {
        String ofOriginals = " WHERE _fixture IN ("
                + originals.values().stream().distinct().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        String all = sources.stream()
                .filter(this::byArrival)
                .map(source -> "SELECT _fixture, " + Arrivals.INCREMENT + " FROM memory."
                        + workspace.changesTable(source) + ofOriginals)
                .collect(Collectors.joining(" UNION ALL "));
        return "(SELECT _fixture AS fixture, max(" + Arrivals.INCREMENT + ") + 1 AS increments FROM (" + all
                + ") GROUP BY ALL) n";
    }

    private void insertArrivals(Source source, Delivery delivery, Map<Integer, Integer> originals, String increments)
            throws SQLException {
        String table = "memory." + workspace.changesTable(source);
        String rows = "(SELECT m.derived AS " + FIXTURE + ", o." + Arrivals.ARRIVAL + " - 1 AS " + WorkingRows.PLACE
                + ", o." + Arrivals.KIND + ", o." + Arrivals.INCREMENT
                + ", row_number() OVER (PARTITION BY m.derived ORDER BY o." + Arrivals.ARRIVAL + ") - 1 AS "
                + Delivery.POSITION + ", count(*) OVER (PARTITION BY m.derived) AS " + Delivery.ROWS
                + ", n.increments AS "
                + Delivery.INCREMENTS + columns(source, "o.") + " FROM " + table + " o JOIN " + numbers(originals)
                + " ON o._fixture = m.original JOIN " + increments + " ON n.fixture = m.original)";
        String arriving = "SELECT " + FIXTURE + ", row_number() OVER (PARTITION BY " + FIXTURE + " ORDER BY "
                + delivery.wholeOrder(source) + ") AS " + Arrivals.ARRIVAL + ", " + Arrivals.KIND + ", "
                + delivery.increment().orElse(Arrivals.INCREMENT) + " AS " + Arrivals.INCREMENT + ", "
                + delivery.values(source) + " FROM " + delivery.copies(source, lateness(source, rows));
        Optional<String> increment = delivery.increment();
        // With each increment as many rows arrive as before, although they are others.
        String from = increment.isPresent()
                ? "(" + arriving + ") r"
                : "(" + arriving + ") r JOIN (SELECT " + FIXTURE + ", " + Delivery.POSITION + " + 1 AS position, "
                        + Arrivals.INCREMENT + " AS increment FROM " + rows + ") b ON b." + FIXTURE + " = r." + FIXTURE
                        + " AND b.position = r." + Arrivals.ARRIVAL;
        DuckDbDatabase.execute(
                connection,
                "INSERT INTO " + table + " (_fixture, " + Arrivals.ARRIVAL + ", " + Arrivals.KIND + ", "
                        + Arrivals.INCREMENT + columns(source, "") + ") SELECT r." + FIXTURE + ", r."
                        + Arrivals.ARRIVAL + ", r." + Arrivals.KIND + ", "
                        + (increment.isPresent() ? "r." + Arrivals.INCREMENT : "b.increment") + columns(source, "r.")
                        + " FROM " + from + " ORDER BY 1, 2");
    }

    /** Adds whether any row of the source is behind the watermark as it arrives. */
    private static String lateness(Source source, String rows) {
        if (source.eventTime().isEmpty() || source.watermarkDelay().isEmpty()) {
            return rows;
        }
        String time = Sql.name(source.eventTime().get());
        String behind = time + " < max(" + time + ") OVER (PARTITION BY " + FIXTURE + " ORDER BY " + WorkingRows.PLACE
                + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) - to_microseconds("
                + source.watermarkDelay().get().toNanos() / 1000 + ")";
        return "(SELECT * EXCLUDE (_lakehouse_behind), bool_or(coalesce(_lakehouse_behind, false)) OVER (PARTITION BY "
                + FIXTURE + ") AS " + Delivery.LATE + " FROM (SELECT *, " + behind + " AS _lakehouse_behind FROM "
                + rows + "))";
    }

    /** Some inputs are read in place; the views of the fixture show all of them. */
    private void insertFromViews(DerivedFixture fixture) throws SQLException {
        Workspace.select(connection, fixture.original().number());
        for (Source source : sources(List.of(fixture))) {
            String rows = "(SELECT " + fixture.number() + " AS " + FIXTURE + ", row_number() OVER () - 1 AS "
                    + WorkingRows.PLACE + columns(source, "") + " FROM memory."
                    + Sql.name(fixture.original().views().tableSchema(), source.name()) + ")";
            insert(source, fixture.delivery(), rows);
        }
    }

    private static String columns(Source source, String prefix) {
        return source.columns().stream()
                .map(column -> ", " + prefix + Sql.name(column.name()))
                .collect(Collectors.joining());
    }

    private void insert(Source source, Delivery delivery, String rows) throws SQLException {
        DuckDbDatabase.execute(
                connection,
                "INSERT INTO memory." + workspace.table(source.name()) + " (_fixture" + columns(source, "") + ") "
                        + delivery.query(source, rows, List.of(FIXTURE)));
    }

    /**
     * Makes a fixture of some of the rows of another one, each with its place, for an engine that sees how rows arrive.
     *
     * @param places the places of the rows that are kept, by source
     */
    void insertSome(int original, int number, Map<Source, List<Long>> places) throws SQLException {
        for (Map.Entry<Source, List<Long>> kept : places.entrySet()) {
            Source source = kept.getKey();
            String columns = Arrivals.ARRIVAL + ", " + Arrivals.KIND + ", " + Arrivals.INCREMENT + columns(source, "");
            String table = "memory." + workspace.changesTable(source);
            String list = kept.getValue().stream().map(String::valueOf).collect(Collectors.joining(", "));
            if (!list.isEmpty()) {
                DuckDbDatabase.execute(
                        connection,
                        "INSERT INTO " + table + " (_fixture, " + columns + ") SELECT " + number + ", " + columns
                                + " FROM " + table + " WHERE _fixture = " + original + " AND " + Arrivals.ARRIVAL
                                + " - 1 IN (" + list + ") ORDER BY " + Arrivals.ARRIVAL);
            }
        }
    }

    /** Removes all rows of fixtures from a number on. */
    void removeFrom(int number) throws SQLException {
        List<String> tables = new ArrayList<>();
        for (Source source : workspace.pipeline().sources()) {
            tables.add(workspace.table(source.name()));
            if (workspace.tracks(source)) {
                tables.add(workspace.changesTable(source));
            }
        }
        workspace.pipeline().models().forEach(model -> tables.add(workspace.table(model.name())));
        for (String table : tables) {
            DuckDbDatabase.execute(connection, "DELETE FROM memory." + table + " WHERE _fixture >= " + number);
        }
    }
}
