package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;

/**
 * A version of a metric as it is replayed on subsets of a fixture's rows.
 *
 * @param metric the metric
 * @param models what it is computed from and itself, each behind those it reads
 * @param sources the sources that these models read, by the version's names, each with the rows that stand for it
 */
record SubsetVersion(Model metric, List<Model> models, Map<String, SourceRows> sources) {

    SubsetVersion {
        models = needed(metric, models);
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        models.forEach(model -> read.addAll(model.reads()));
        Map<String, SourceRows> kept = new LinkedHashMap<>(sources);
        kept.keySet().retainAll(read);
        sources = Map.copyOf(kept);
    }

    /**
     * How the rows of a source of the candidate become those of a source of the version.
     *
     * @param source the candidate's name of the source
     * @param expressions the list of expressions over the columns of the candidate's source, each with the name of the
     *     version's column
     */
    record SourceRows(String source, String expressions) {}

    /** The version whose sources are those of the candidate. */
    static SubsetVersion candidate(Pipeline pipeline, Model metric) {
        Map<String, SourceRows> sources = new LinkedHashMap<>();
        for (Source source : pipeline.sources()) {
            sources.put(
                    source.name(),
                    new SourceRows(
                            source.name(),
                            Sql.names(
                                    source.columns().stream().map(Column::name).toList())));
        }
        return new SubsetVersion(metric, pipeline.models(), sources);
    }

    private static List<Model> needed(Model metric, List<Model> models) {
        Set<String> wanted = new HashSet<>(Set.of(metric.name()));
        List<Model> needed = new ArrayList<>();
        for (int index = models.size() - 1; index >= 0; index--) {
            Model model = models.get(index);
            if (wanted.contains(model.name())) {
                wanted.addAll(model.reads());
                needed.add(0, model);
            }
        }
        return List.copyOf(needed);
    }

    /** The models that several others read, which would be computed for each of them anew. */
    List<Model> shared() {
        return models.stream()
                .filter(model -> models.stream()
                                .filter(reader -> reader.reads().contains(model.name()))
                                .count()
                        > 1)
                .toList();
    }

    /** The candidate's sources that it needs, by name. */
    Set<String> candidateSources() {
        return sources.values().stream().map(SourceRows::source).collect(Collectors.toSet());
    }

    /** The columns of the key, as they come out. */
    List<Column> key() {
        return metric.metric().orElseThrow().key().stream()
                .map(name -> column(name).orElseThrow())
                .toList();
    }

    /** The column of the metric with a name, compared without regard to case. */
    Optional<Column> column(String name) {
        return metric.output().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
