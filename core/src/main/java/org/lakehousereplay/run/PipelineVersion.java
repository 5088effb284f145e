package org.lakehousereplay.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;
import org.lakehousereplay.sql.lineage.QueryLineage;

/**
 * The models of a pipeline in a baseline, beside those of the candidate. Public API: read by renderers.
 *
 * @param name the name of the pipeline
 * @param models the models of either version: those of the candidate in their order, then those that only the baseline
 *     has
 */
public record PipelineVersion(String name, List<ModelVersion> models) {

    public PipelineVersion {
        models = List.copyOf(models);
    }

    /**
     * A pipeline in two versions.
     *
     * @param name its name
     * @param before the baseline, if it has the pipeline
     * @param after the candidate, if it has the pipeline
     * @param lineage tells where columns come from
     */
    public static PipelineVersion of(
            String name, Optional<Pipeline> before, Optional<Pipeline> after, PipelineLineage lineage) {
        Function<Model, Optional<QueryLineage>> ofBaseline =
                model -> before.flatMap(pipeline -> lineage.of(pipeline, model));
        Map<String, Model> gone = new HashMap<>();
        List<Model> older = before.map(Pipeline::models).orElse(List.of());
        older.forEach(model -> gone.put(fold(model), model));
        List<ModelVersion> models = new ArrayList<>();
        for (Model model : after.map(Pipeline::models).orElse(List.of())) {
            Optional<Model> counterpart = Optional.ofNullable(gone.remove(fold(model)));
            models.add(ModelVersion.of(counterpart, model, ofBaseline));
        }
        older.stream()
                .filter(model -> gone.containsKey(fold(model)))
                .map(model -> ModelVersion.removed(model, ofBaseline))
                .forEach(models::add);
        return new PipelineVersion(name, models);
    }

    private static String fold(Model model) {
        return model.name().toLowerCase(Locale.ROOT);
    }
}
