package org.lakehousereplay.html.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.html.run.ReportRun.Lineage;
import org.lakehousereplay.html.run.ReportRun.ModelText;
import org.lakehousereplay.html.run.ReportRun.SourceTable;
import org.lakehousereplay.html.run.ReportRun.TypedColumn;

/** The sources and models of a pipeline and what reads what. Names are the same in upper and lower case. */
public final class ModelGraph {

    /**
     * A source or a model.
     *
     * @param name its name
     * @param source whether it is a source
     * @param layer its layer; empty at the top level and for sources
     * @param metric whether it is a metric
     * @param reads the names of the tables that it reads, as they are known here
     * @param columns its columns
     * @param lineage where its columns come from, when that is known
     * @param removed whether only the older version has it
     */
    public record Table(
            String name,
            boolean source,
            String layer,
            boolean metric,
            List<String> reads,
            List<TypedColumn> columns,
            Optional<Lineage> lineage,
            boolean removed) {}

    private final Map<String, Table> tables = new LinkedHashMap<>();

    private ModelGraph(List<SourceTable> sources, Collection<ModelText> models, Collection<ModelText> removed) {
        for (SourceTable source : sources) {
            tables.put(
                    key(source.name()),
                    new Table(source.name(), true, "", false, List.of(), source.columns(), Optional.empty(), false));
        }
        models.forEach(model -> tables.put(key(model.name()), table(model, false)));
        removed.forEach(model -> tables.putIfAbsent(key(model.name()), table(model, true)));
    }

    private static Table table(ModelText model, boolean removed) {
        return new Table(
                model.name(),
                false,
                model.layer(),
                model.metric().isPresent(),
                model.reads(),
                model.columns(),
                model.lineage(),
                removed);
    }

    /** The tables of a pipeline. */
    public static ModelGraph of(List<SourceTable> sources, Collection<ModelText> models) {
        return new ModelGraph(sources, models, List.of());
    }

    /**
     * The tables of a pipeline and of an older version of it.
     *
     * @param removed the models that only the older version has
     */
    public static ModelGraph of(
            List<SourceTable> sources, Collection<ModelText> models, Collection<ModelText> removed) {
        return new ModelGraph(sources, models, removed);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether two names mean the same table or column. */
    static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    /** The table of a name. */
    public Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(key(name)));
    }

    /** The tables that a table reads, as far as they are of this pipeline. */
    public List<Table> reads(Table table) {
        return table.reads().stream()
                .flatMap(name -> find(name).stream())
                .distinct()
                .toList();
    }

    /** All of it, sources first and every model behind what it reads. */
    public List<Table> inOrder() {
        Set<Table> ordered = new LinkedHashSet<>();
        tables.values().stream().filter(Table::source).forEach(ordered::add);
        tables.values().forEach(table -> visit(table, ordered, new LinkedHashSet<>()));
        return new ArrayList<>(ordered);
    }

    /** A table and everything that it is computed from, in the order of computation. */
    public List<Table> upstream(Table table) {
        Set<Table> needed = new LinkedHashSet<>();
        visit(table, needed, new LinkedHashSet<>());
        return inOrder().stream().filter(needed::contains).toList();
    }

    /** Goes round no circle: a report of a broken pipeline may hold one. */
    private void visit(Table table, Set<Table> done, Set<Table> underway) {
        if (done.contains(table) || !underway.add(table)) {
            return;
        }
        reads(table).forEach(read -> visit(read, done, underway));
        done.add(table);
    }
}
