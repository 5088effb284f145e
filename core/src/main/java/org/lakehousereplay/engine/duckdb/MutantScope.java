package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.pipeline.Model;

/**
 * What a change of a model reaches.
 *
 * @param changed the model
 * @param chain the model and all that are computed from it, each behind those it reads
 * @param metrics the metrics among them
 */
record MutantScope(Model changed, List<Model> chain, List<Model> metrics) {

    MutantScope {
        chain = List.copyOf(chain);
        metrics = List.copyOf(metrics);
    }

    /**
     * @param models the models that take part, each behind those it reads
     * @param changed one of them
     */
    static MutantScope of(List<Model> models, Model changed) {
        Set<String> reached = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        reached.add(changed.name());
        List<Model> chain = new ArrayList<>();
        for (Model model : models) {
            if (model.equals(changed) || model.reads().stream().anyMatch(reached::contains)) {
                reached.add(model.name());
                chain.add(model);
            }
        }
        return new MutantScope(
                changed, chain, chain.stream().filter(Model::isMetric).toList());
    }

    List<String> metricNames() {
        return metrics.stream().map(Model::name).toList();
    }
}
