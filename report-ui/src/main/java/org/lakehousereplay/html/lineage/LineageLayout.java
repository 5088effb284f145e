package org.lakehousereplay.html.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lakehousereplay.html.lineage.ModelGraph.Table;

/**
 * Puts tables into columns: sources at the left, then the layers as they follow each other in a warehouse, then the top
 * level. Within a layer a model stands right of what it reads.
 */
final class LineageLayout {

    /** The usual layers; others come behind them, by name. */
    private static final List<String> LAYERS = List.of("ods", "dim", "dwd", "dwm", "dws", "ads");

    private static final int SWEEPS = 4;

    private LineageLayout() {}

    /**
     * A column of the drawing.
     *
     * @param layer the layer; empty at the top level
     * @param sources whether it holds the sources
     * @param tables what stands in it, from the top
     */
    record Column(String layer, boolean sources, List<Table> tables) {}

    static List<Column> of(ModelGraph graph, List<Table> tables) {
        Map<String, List<Table>> byPlace = new TreeMap<>();
        Map<Table, Integer> depths = new HashMap<>();
        for (Table table : tables) {
            int depth = graph.reads(table).stream()
                    .filter(read -> !table.source() && read.layer().equals(table.layer()) && !read.source())
                    .mapToInt(read -> depths.getOrDefault(read, 0) + 1)
                    .max()
                    .orElse(0);
            depths.put(table, depth);
            byPlace.computeIfAbsent(
                            String.format(Locale.ROOT, "%s %04d", layerRank(table), depth), place -> new ArrayList<>())
                    .add(table);
        }
        List<List<Table>> columns = new ArrayList<>(byPlace.values());
        columns.forEach(column -> column.sort(Comparator.comparing(Table::name)));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            untangle(graph, columns);
        }
        return columns.stream()
                .map(column -> new Column(column.get(0).layer(), column.get(0).source(), List.copyOf(column)))
                .toList();
    }

    private static String layerRank(Table table) {
        if (table.source()) {
            return "0";
        }
        if (table.layer().isEmpty()) {
            return "3";
        }
        int known = LAYERS.indexOf(table.layer().toLowerCase(Locale.ROOT));
        return known >= 0 ? "1" + known : "2" + table.layer();
    }

    /** Each table moves to the middle of what it reads and of what reads it, which leaves few lines crossing. */
    private static void untangle(ModelGraph graph, List<List<Table>> columns) {
        Map<Table, Double> places = new LinkedHashMap<>();
        columns.forEach(column -> place(column, places));
        Map<Table, List<Table>> neighbours = new HashMap<>();
        columns.forEach(column -> column.forEach(table -> graph.reads(table).forEach(read -> {
            neighbours.computeIfAbsent(table, none -> new ArrayList<>()).add(read);
            neighbours.computeIfAbsent(read, none -> new ArrayList<>()).add(table);
        })));
        for (List<Table> column : columns) {
            column.sort(Comparator.comparingDouble((Table table) -> neighbours.getOrDefault(table, List.of()).stream()
                            .filter(places::containsKey)
                            .mapToDouble(places::get)
                            .average()
                            .orElse(places.get(table)))
                    .thenComparing(Table::name));
            place(column, places);
        }
    }

    private static void place(List<Table> column, Map<Table, Double> places) {
        for (int index = 0; index < column.size(); index++) {
            places.put(column.get(index), (index + 0.5) / column.size());
        }
    }
}
