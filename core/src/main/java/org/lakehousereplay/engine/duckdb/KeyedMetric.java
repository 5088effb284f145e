package org.lakehousereplay.engine.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;

/**
 * A metric and its key, as the queries over its rows name them.
 *
 * @param workspace the tables of its pipeline
 * @param model the metric
 * @param declaration its header
 * @param keys the columns of the key
 * @param actualTable the relation with the rows that came out, with a column {@code _fixture}
 */
record KeyedMetric(Workspace workspace, Model model, Metric declaration, List<Column> keys, String actualTable) {

    /** How many rows of a kind are kept of each fixture for messages and report; the store has all. */
    static final int KEPT = 20;

    KeyedMetric {
        keys = List.copyOf(keys);
    }

    static KeyedMetric of(Workspace workspace, Model model) {
        Metric metric = model.metric().orElseThrow();
        List<Column> keys =
                metric.key().stream().map(name -> column(model, name)).toList();
        return new KeyedMetric(workspace, model, metric, keys, workspace.table(model.name()));
    }

    /** The same metric whose rows came out elsewhere. */
    KeyedMetric outOf(String relation) {
        return new KeyedMetric(workspace, model, declaration, keys, relation);
    }

    Column column(String name) {
        return column(model, name);
    }

    private static Column column(Model model, String name) {
        return model.output().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    String expectedTable() {
        return workspace.expectedTable(model);
    }

    /** The columns of the key behind other columns of a list. */
    String names() {
        return keys.stream().map(key -> ", " + Sql.name(key.name())).collect(Collectors.joining());
    }

    /** The columns of the key in canonical text, behind other columns of a list. */
    String texts(String alias) {
        String prefix = alias.isEmpty() ? "" : alias + ".";
        return keys.stream()
                .map(key -> ", " + CanonicalText.of(key, prefix + Sql.name(key.name())))
                .collect(Collectors.joining());
    }

    /** The order of the key; empty when there is none. */
    String order() {
        return keys.stream().map(key -> Sql.name(key.name()) + " NULLS FIRST").collect(Collectors.joining(", "));
    }

    /** The condition that two rows have the same fixture and key. */
    String sameRow(String one, String other) {
        List<String> conditions = new ArrayList<>(List.of(one + "._fixture = " + other + "._fixture"));
        for (Column key : keys) {
            String name = Sql.name(key.name());
            conditions.add(one + "." + name + " IS NOT DISTINCT FROM " + other + "." + name);
        }
        return String.join(" AND ", conditions);
    }

    /** The key of a row whose canonical texts begin at a column of a result. */
    RowKey key(ResultSet rows, int from) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            cells.add(new Cell(keys.get(index).name(), Optional.ofNullable(rows.getString(from + index))));
        }
        return new RowKey(cells);
    }

    /** The name for the expected values of a column, where they stand beside the actual ones. */
    String expectedName(Column column) {
        return Sql.name(column.name() + suffix(" expected"));
    }

    /** The name for the actual values of a column, where they stand beside the expected ones. */
    String actualName(Column column) {
        return Sql.name(column.name() + suffix(" actual"));
    }

    /** The name for the values of a column in an older version, where they stand beside the candidate's. */
    String baselineName(Column column) {
        return Sql.name(column.name() + suffix(" baseline"));
    }

    /** The name for the values of a column in the candidate, where they stand beside those of an older version. */
    String candidateName(Column column) {
        return Sql.name(column.name() + suffix(" candidate"));
    }

    /** A suffix that makes no column of the metric into another one of its own. */
    private String suffix(String wanted) {
        Set<String> taken = model.output().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String suffix = wanted;
        while (collides(taken, suffix)) {
            suffix = suffix + "_";
        }
        return suffix;
    }

    private static boolean collides(Set<String> taken, String suffix) {
        return taken.stream().anyMatch(name -> taken.contains(name + suffix));
    }

    /** The fixtures on which it has an output, by number. */
    Map<Integer, FixtureState> computed(Collection<FixtureState> fixtures) {
        return fixtures.stream()
                .filter(fixture -> fixture.models().contains(model)
                        && fixture.metric(model).failure().isEmpty())
                .collect(Collectors.toMap(FixtureState::number, fixture -> fixture));
    }

    /** The condition that a row is of one of the fixtures. */
    static String ofFixtures(String column, Map<Integer, FixtureState> fixtures) {
        return column + " IN ("
                + fixtures.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
