package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.Source;

/**
 * A version of a metric as it is replayed on subsets of a fixture's rows.
 *
 * @param metric the metric
 * @param models what it is computed from and itself, each behind those it reads
 * @param sources the sources that these models read, each as the rows of the candidate show it
 * @param delivery another way in which the rows come in; empty where they come as they are
 */
record SubsetVersion(Model metric, List<Model> models, List<SourceAdaptation> sources, Optional<Delivery> delivery) {

    SubsetVersion {
        models = List.copyOf(models);
        sources = List.copyOf(sources);
    }

    /** A version whose rows come in as they are. */
    SubsetVersion(Model metric, List<Model> models, List<SourceAdaptation> sources) {
        this(metric, models, sources, Optional.empty());
    }

    /** The same version of rows that come in another way. */
    SubsetVersion delivered(Delivery delivery) {
        return new SubsetVersion(metric, models, sources, Optional.of(delivery));
    }

    /** A metric of the candidate. */
    static SubsetVersion candidate(Pipeline pipeline, Model metric) {
        return older(pipeline, metric, pipeline);
    }

    /** A metric of an older version of a pipeline. */
    static SubsetVersion older(Pipeline older, Model metric, Pipeline candidate) {
        List<Model> models = older.closure(List.of(metric));
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        models.forEach(model -> read.addAll(model.reads()));
        List<SourceAdaptation> sources = older.sources().stream()
                .filter(source -> read.contains(source.name()))
                .map(source -> new SourceAdaptation(source, candidate.source(source.name())))
                .toList();
        return new SubsetVersion(metric, models, sources);
    }

    /**
     * A metric of the candidate of which models were changed.
     *
     * @param metric the metric, changed or not
     * @param models all that it is computed from and itself, each behind those it reads
     */
    static SubsetVersion changed(Pipeline candidate, Model metric, List<Model> models) {
        Set<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        models.forEach(model -> read.addAll(model.reads()));
        List<SourceAdaptation> sources = candidate.sources().stream()
                .filter(source -> read.contains(source.name()))
                .map(source -> new SourceAdaptation(source, Optional.of(source)))
                .toList();
        return new SubsetVersion(metric, models, sources);
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

    /** The candidate's sources that it needs. */
    List<Source> candidateSources() {
        return sources.stream()
                .flatMap(adaptation -> adaptation.present().stream())
                .toList();
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
