package org.lakehousereplay.engine.duckdb;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

/** Remembers what became of mutants in earlier runs. For the entry points of the library, which implement it. */
public interface MutationMemory {

    /** Remembers nothing. */
    MutationMemory NONE = new MutationMemory() {
        @Override
        public Optional<Remembered> recall(Pipeline pipeline, Model changed, List<Model> metrics) {
            return Optional.empty();
        }

        @Override
        public void remember(Pipeline pipeline, Model changed, List<Model> metrics, Remembered found) {
            // Nothing is remembered.
        }
    };

    /**
     * What became of the mutants of a model.
     *
     * @param outcomes the outcomes
     * @param dropped how many were not tried
     */
    record Remembered(List<MutantOutcome> outcomes, int dropped) {
        public Remembered {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * What became of the mutants of a model when everything that counts was as it is now.
     *
     * @param changed the model
     * @param metrics the metrics that it flows into
     */
    Optional<Remembered> recall(Pipeline pipeline, Model changed, List<Model> metrics);

    /** Takes note of what became of all mutants of a model. */
    void remember(Pipeline pipeline, Model changed, List<Model> metrics, Remembered found);
}
