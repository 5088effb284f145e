package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.yaml.YamlFlow;

/**
 * What an entry allows, or what would just be enough.
 *
 * @param fixtures the fixtures
 * @param columns the columns
 * @param keys for some key columns, the values
 * @param deltas for some columns, the bounds
 */
record Scope(List<String> fixtures, List<String> columns, Map<String, List<String>> keys, Map<String, Bounds> deltas) {

    /** What an entry allows. */
    static Scope of(DeclaredChange entry) {
        return new Scope(entry.fixtures(), entry.columns(), entry.keys(), entry.deltas());
    }

    /** What parts of a change show, in all detail that is known for each of them. */
    static Scope of(List<Shown> parts) {
        Set<String> fixtures = new LinkedHashSet<>();
        List<String> columns = new ArrayList<>();
        List<String> keyColumns = new ArrayList<>();
        for (Shown part : parts) {
            part.fixture().ifPresent(fixtures::add);
            addNew(columns, part.columns());
            addNew(
                    keyColumns,
                    part.difference().map(OutputDifference::keys).orElse(List.of()).stream()
                            .map(KeyExtent::column)
                            .toList());
        }
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keyColumns.forEach(column -> values(column, parts).ifPresent(values -> keys.put(column, values)));
        Map<String, Bounds> deltas = new LinkedHashMap<>();
        columns.forEach(column -> bounds(column, parts).ifPresent(bounds -> deltas.put(column, bounds)));
        return new Scope(List.copyOf(fixtures), columns, keys, deltas);
    }

    private static void addNew(List<String> names, List<String> more) {
        more.stream().filter(name -> !Shown.contains(names, name)).forEach(names::add);
    }

    /** The values of a key column, if they are known for all parts. */
    private static Optional<List<String>> values(String column, List<Shown> parts) {
        Set<String> values = new LinkedHashSet<>();
        for (Shown part : parts) {
            Optional<KeyExtent> extent = part.extent(column).filter(KeyExtent::complete);
            if (extent.isEmpty()) {
                return Optional.empty();
            }
            values.addAll(extent.get().values());
        }
        return Optional.of(List.copyOf(values));
    }

    private static Optional<Bounds> bounds(String column, List<Shown> parts) {
        Optional<BigDecimal> from = Optional.empty();
        Optional<BigDecimal> to = Optional.empty();
        for (Shown part : parts) {
            Optional<ColumnDifference> cells = part.cells(column);
            Optional<BigDecimal> smallest = cells.flatMap(ColumnDifference::smallestDelta);
            Optional<BigDecimal> largest = cells.flatMap(ColumnDifference::largestDelta);
            from = from.isPresent() && smallest.isPresent() ? from.map(smallest.get()::min) : from.or(() -> smallest);
            to = to.isPresent() && largest.isPresent() ? to.map(largest.get()::max) : to.or(() -> largest);
        }
        Optional<BigDecimal> upper = to;
        return from.flatMap(lower -> upper.map(highest -> new Bounds(lower, highest)));
    }

    /** What belongs to a column, whatever the case of its name. */
    static <T> Optional<T> find(Map<String, T> byColumn, String column) {
        return byColumn.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The values of key columns as they stand in the file. */
    static String keysText(Map<String, List<String>> keys) {
        Map<String, String> written = new LinkedHashMap<>();
        keys.forEach((column, values) -> written.put(column, YamlFlow.list(values)));
        return YamlFlow.mapping(written);
    }

    /** The bounds of columns as they stand in the file. */
    static String deltasText(Map<String, Bounds> deltas) {
        Map<String, String> written = new LinkedHashMap<>();
        deltas.forEach((column, bounds) -> written.put(column, text(bounds)));
        return YamlFlow.mapping(written);
    }

    /** Bounds as they stand in the file. */
    static String text(Bounds bounds) {
        return "{from: " + Amounts.plain(bounds.from()) + ", to: " + Amounts.plain(bounds.to()) + "}";
    }
}
