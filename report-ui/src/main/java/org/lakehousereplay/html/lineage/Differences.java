package org.lakehousereplay.html.lineage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lakehousereplay.html.lineage.ModelGraph.Table;
import org.lakehousereplay.html.run.ReportRun.ColumnOrigin;

/**
 * What of a pipeline is another one than in an older version.
 *
 * @param edited models whose SQL was edited or that are new
 * @param parted models whose output differs
 * @param lit tables whose output differs, or whose SQL was edited
 * @param columns the columns that lead from an edit to one that differs
 * @param parting the first model, in the order of computation, whose output differs
 */
public record Differences(
        Set<String> edited, Set<String> parted, Set<String> lit, Set<ColumnOrigin> columns, Optional<String> parting) {

    /** Nothing differs, or there is nothing to compare with. */
    public static final Differences NONE = new Differences(Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty());

    /**
     * Finds what differs.
     *
     * @param graph the candidate's tables
     * @param edited models whose SQL was edited or that are new
     * @param differs tells of a model whether its output differs in the older version
     * @param changed for metrics that differ, the columns that do; empty when whole rows come or go
     */
    public static Differences of(
            ModelGraph graph, Set<String> edited, Predicate<String> differs, Map<String, Set<String>> changed) {
        List<Table> order = graph.inOrder();
        Set<String> parted = new LinkedHashSet<>();
        order.stream()
                .filter(table -> !table.source())
                .map(Table::name)
                .filter(differs)
                .forEach(parted::add);
        if (parted.isEmpty() && !changed.isEmpty()) {
            // Nobody knows about the models between, so all on the way from an edit to a metric are taken to differ.
            order.stream()
                    .filter(table -> isOnTheWay(graph, table, edited, changed.keySet()))
                    .forEach(table -> parted.add(table.name()));
        }
        parted.addAll(changed.keySet());
        Set<String> lit = new LinkedHashSet<>(edited);
        lit.addAll(parted);
        Set<ColumnOrigin> columns = new LinkedHashSet<>();
        changed.forEach((metric, names) -> names.forEach(name -> trace(graph, metric, name, lit, columns)));
        Optional<String> parting =
                order.stream().map(Table::name).filter(parted::contains).findFirst();
        return new Differences(edited, parted, lit, columns, parting);
    }

    private static boolean isOnTheWay(ModelGraph graph, Table table, Set<String> edited, Set<String> metrics) {
        return graph.upstream(table).stream().anyMatch(read -> edited.contains(read.name()))
                && metrics.stream()
                        .flatMap(metric -> graph.find(metric).stream())
                        .anyMatch(metric -> graph.upstream(metric).contains(table));
    }

    private static void trace(ModelGraph graph, String table, String column, Set<String> lit, Set<ColumnOrigin> found) {
        List<ColumnOrigin> pending = new ArrayList<>();
        pending.add(new ColumnOrigin(table, column));
        while (!pending.isEmpty()) {
            ColumnOrigin next = pending.remove(pending.size() - 1);
            Optional<Table> known = graph.find(next.table()).filter(where -> lit.contains(where.name()));
            if (known.isEmpty() || !found.add(new ColumnOrigin(known.get().name(), next.column()))) {
                continue;
            }
            known.get().lineage().ifPresent(lineage -> lineage.columns().stream()
                    .filter(origin -> ModelGraph.same(origin.name(), next.column()))
                    .forEach(origin -> pending.addAll(origin.from())));
        }
    }

    boolean isLit(String table) {
        return lit.contains(table);
    }

    boolean isLit(String table, String column) {
        return columns.stream()
                .anyMatch(known -> known.table().equals(table) && ModelGraph.same(known.column(), column));
    }
}
