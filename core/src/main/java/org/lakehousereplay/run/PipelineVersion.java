package org.lakehousereplay.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;

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
     */
    public static PipelineVersion of(String name, Optional<Pipeline> before, Optional<Pipeline> after) {
        Map<String, Model> gone = new HashMap<>();
        List<Model> older = before.map(Pipeline::models).orElse(List.of());
        older.forEach(model -> gone.put(fold(model), model));
        List<ModelVersion> models = new ArrayList<>();
        for (Model model : after.map(Pipeline::models).orElse(List.of())) {
            Optional<Model> counterpart = Optional.ofNullable(gone.remove(fold(model)));
            models.add(ModelVersion.of(counterpart, model));
        }
        older.stream()
                .filter(model -> gone.containsKey(fold(model)))
                .map(ModelVersion::removed)
                .forEach(models::add);
        return new PipelineVersion(name, models);
    }

    private static String fold(Model model) {
        return model.name().toLowerCase(Locale.ROOT);
    }
}
