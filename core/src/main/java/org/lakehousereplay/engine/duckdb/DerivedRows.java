package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            alike.getValue().forEach(fixture -> numbers.put(fixture.number(), fixture.original().number()));
            for (Source source : sources(alike.getValue())) {
                insert(source, alike.getKey(), copies(source, numbers));
            }
        }
    }

    private List<Source> sources(Collection<DerivedFixture> fixtures) {
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (DerivedFixture fixture : fixtures) {
            for (Model model : fixture.state().models()) {
                read.addAll(model.reads());
            }
        }
        return workspace.pipeline().sources().stream()
                .filter(source -> read.contains(source.name()))
                .toList();
    }

    private String copies(Source source, Map<Integer, Integer> originals) {
        return "(SELECT m.derived AS " + FIXTURE + ", row_number() OVER (PARTITION BY m.derived ORDER BY o.rowid) - 1 AS "
                + WorkingRows.PLACE + columns(source, "o.") + " FROM " + workspace.table(source.name()) + " o JOIN "
                + numbers(originals) + " ON o._fixture = m.original)";
    }

    /** The numbers of derived fixtures beside those of their originals: a relation {@code m (original, derived)}. */
    static String numbers(Map<Integer, Integer> originals) {
        return originals.entrySet().stream()
                .map(entry -> "(" + entry.getValue() + ", " + entry.getKey() + ")")
                .collect(Collectors.joining(", ", "(VALUES ", ") m (original, derived)"));
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

    /** Removes all rows of fixtures from a number on. */
    void removeFrom(int number) throws SQLException {
        List<String> tables = new ArrayList<>();
        workspace.pipeline().sources().forEach(source -> tables.add(source.name()));
        workspace.pipeline().models().forEach(model -> tables.add(model.name()));
        for (String table : tables) {
            DuckDbDatabase.execute(
                    connection, "DELETE FROM memory." + workspace.table(table) + " WHERE _fixture >= " + number);
        }
    }
}
