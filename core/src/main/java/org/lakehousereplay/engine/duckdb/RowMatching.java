package org.lakehousereplay.engine.duckdb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.fixture.Tolerance;
import org.lakehousereplay.pipeline.Column;

/**
 * How the rows of a metric are held against those that a fixture expects.
 *
 * @param checked the columns beside the key that are compared
 * @param tolerances how far a column may be off, by its name
 * @param furtherRows whether rows may come out that are not expected
 */
record RowMatching(List<Column> checked, Map<String, Tolerance> tolerances, boolean furtherRows) {

    RowMatching {
        checked = List.copyOf(checked);
        tolerances = Map.copyOf(tolerances);
    }

    /** The way of a fixture whose expectation has been loaded. */
    static RowMatching of(KeyedMetric metric, FixtureState fixture) {
        List<Column> checked = metric.model().output().stream()
                .filter(column ->
                        fixture.metric(metric.model()).checkedColumns().contains(column.name()))
                .filter(column -> !metric.keys().contains(column))
                .toList();
        Map<String, Tolerance> tolerances = new HashMap<>();
        for (Column column : checked) {
            fixture.fixture()
                    .settings()
                    .tolerance(metric.model().name(), column.name())
                    .ifPresent(tolerance -> tolerances.put(column.name(), tolerance));
        }
        return new RowMatching(
                checked,
                tolerances,
                fixture.fixture().settings().allowsFurtherRows(metric.model().name()));
    }

    /** A condition that is true where the actual row {@code a} and the expected row {@code e} have other values. */
    String differs(Column column) {
        return CellEquality.differs(column, Optional.ofNullable(tolerances.get(column.name())));
    }

    /**
     * The FROM and WHERE of all rows that differ, actual ones called {@code a} and expected ones {@code e}.
     *
     * @param actual a relation with rows of the metric
     * @param expected a relation with rows that are expected
     */
    String differing(KeyedMetric metric, String actual, String expected) {
        String unexpected = furtherRows ? "" : " OR e._fixture IS NULL";
        String changed = checked.isEmpty()
                ? ""
                : checked.stream()
                        .map(this::differs)
                        .collect(Collectors.joining(
                                " OR ", " OR (a._fixture IS NOT NULL AND e._fixture IS NOT NULL AND (", "))"));
        return " FROM " + actual + " a FULL JOIN " + expected + " e ON " + metric.sameRow("a", "e")
                + " WHERE a._fixture IS NULL" + unexpected + changed;
    }
}
