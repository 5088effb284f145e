package org.lakehousereplay.run;

import java.time.ZoneId;
import java.util.List;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;

/**
 * What a pipeline consists of, as it was written. Public API: read by renderers.
 *
 * @param timeZone the zone in which its SQL runs unless a fixture names another
 * @param sources the raw tables, as declared
 * @param models the models, each behind those it reads
 */
public record PipelineDefinition(ZoneId timeZone, List<SourceDefinition> sources, List<ModelDefinition> models) {

    public PipelineDefinition {
        sources = List.copyOf(sources);
        models = List.copyOf(models);
    }

    /**
     * The definition of a pipeline that is sound.
     *
     * @param pipeline the pipeline
     * @param lineage tells where columns come from
     */
    public static PipelineDefinition of(Pipeline pipeline, PipelineLineage lineage) {
        return new PipelineDefinition(
                pipeline.timeZone(),
                pipeline.sources().stream().map(SourceDefinition::of).toList(),
                pipeline.models().stream()
                        .map(model -> ModelDefinition.of(model, lineage.of(pipeline, model)))
                        .toList());
    }
}
