package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.ModelText;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineVariants;

/** Searches rows on which mutants make a difference that no fixture noticed. Used by several threads. */
final class MutantWitnesses implements AutoCloseable {

    /** Opens a search for a metric; empty where there is nothing to start from. */
    interface Searches {
        Optional<WitnessSearch> of(Pipeline pipeline, Model metric);
    }

    /** Long enough that it is the number of inputs that ends a search, so that two runs find the same. */
    private static final Duration TIME = Duration.ofSeconds(20);

    private final Searches searches;
    private final Deadline end;
    private final PipelineVariants variants = new PipelineVariants();
    private final Map<Subject, Optional<WitnessSearch>> open = new HashMap<>();

    private record Subject(Pipeline pipeline, Model metric) {}

    /**
     * What was found for a mutant.
     *
     * @param suggestion rows on which a metric differs
     * @param tried how many inputs were tried
     */
    record Found(Optional<SuggestedFixture> suggestion, int tried) {}

    /**
     * @param searches opens searches
     * @param end when all searches have to be through
     */
    MutantWitnesses(Searches searches, Deadline end) {
        this.searches = searches;
        this.end = end;
    }

    /** Searches for one of the metrics that a mutant flows into after the other, until one differs. */
    Found search(Pipeline pipeline, MutantCase mutant) throws SQLException {
        int tried = 0;
        for (Model metric : mutant.scope().metrics()) {
            Optional<WitnessSearch> search = open(pipeline, metric);
            Optional<SubsetVersion> changed = search.isEmpty() ? Optional.empty() : changed(pipeline, mutant, metric);
            if (changed.isEmpty() || end.passed()) {
                continue;
            }
            Duration time = TIME.compareTo(end.left()) < 0 ? TIME : end.left();
            try {
                WitnessResult result =
                        search.get().search(changed.get(), new SearchLimits(SearchLimits.USUAL.databases(), time));
                tried += result.tried();
                if (result.witness().isPresent()) {
                    return new Found(result.witness(), tried);
                }
            } catch (SQLException failed) {
                // What cannot be run on generated rows shows nothing.
                TimedStatements.rethrowLimits(failed);
            }
        }
        return new Found(Optional.empty(), tried);
    }

    private synchronized Optional<WitnessSearch> open(Pipeline pipeline, Model metric) {
        return open.computeIfAbsent(new Subject(pipeline, metric), any -> searches.of(pipeline, metric));
    }

    /** The models of a metric with the mutant among them, bound anew since types may have changed. */
    private synchronized Optional<SubsetVersion> changed(Pipeline pipeline, MutantCase mutant, Model metric) {
        List<ModelText> texts = new ArrayList<>();
        Map<String, Model> originals = new HashMap<>();
        for (Model model : pipeline.closure(List.of(metric))) {
            boolean isMutant = model.equals(mutant.scope().changed());
            originals.put(model.name(), model);
            texts.add(
                    isMutant
                            ? new ModelText(model.name(), model.layer(), model.file(), mutant.sql())
                            : ModelText.of(model));
        }
        return variants.bind(pipeline.sources(), texts).map(bound -> {
            List<Model> models = bound.stream()
                    .map(model -> model.withMetric(originals.get(model.name()).metric()))
                    .toList();
            Model now = models.stream()
                    .filter(model -> model.name().equals(metric.name()))
                    .findFirst()
                    .orElseThrow();
            return SubsetVersion.changed(pipeline, now, models);
        });
    }

    @Override
    public void close() throws SQLException {
        variants.close();
        for (Optional<WitnessSearch> search : open.values()) {
            if (search.isPresent()) {
                search.get().close();
            }
        }
    }
}
