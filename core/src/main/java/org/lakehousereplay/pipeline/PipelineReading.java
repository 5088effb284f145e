package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Map;
import org.lakehousereplay.diagnostic.Problem;

/**
 * What came of reading a directory of pipelines: those that are sound and the problems of the others.
 *
 * @param pipelines the sound pipelines, by name in ascending order
 * @param broken the problems of each pipeline that is not sound, by its name
 */
public record PipelineReading(List<Pipeline> pipelines, Map<String, List<Problem>> broken) {

    public PipelineReading {
        pipelines = List.copyOf(pipelines);
        broken = Map.copyOf(broken);
    }
}
