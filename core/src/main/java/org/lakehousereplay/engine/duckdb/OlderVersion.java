package org.lakehousereplay.engine.duckdb;

import java.util.List;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * An older version of the pipelines, to be replayed beside the candidate. For the entry points of the library.
 *
 * @param label its name, such as {@code 1.0.0} or {@code git:main}
 * @param pipelines its sound pipelines
 */
public record OlderVersion(String label, List<Pipeline> pipelines) {

    public OlderVersion {
        pipelines = List.copyOf(pipelines);
    }
}
