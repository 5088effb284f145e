package org.lakehousereplay.engine.duckdb;

import java.util.List;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * An older version of the pipelines, to be replayed beside the candidate. For the entry points of the library.
 *
 * @param label its name, such as {@code 1.0.0} or {@code git:main}
 * @param pipelines its sound pipelines
 * @param counterpart whether it is no older version but the candidate on another engine or in another mode
 */
public record OlderVersion(String label, List<Pipeline> pipelines, boolean counterpart) {

    /** An older version of the pipelines. */
    public OlderVersion(String label, List<Pipeline> pipelines) {
        this(label, pipelines, false);
    }

    public OlderVersion {
        pipelines = List.copyOf(pipelines);
    }

    /** The candidate on its further engines and in its further modes. */
    static List<OlderVersion> counterparts(List<Pipeline> candidates) {
        return candidates.stream()
                .flatMap(candidate -> candidate.counterparts().stream())
                .map(counterpart -> new OlderVersion(counterpart.label(), List.of(counterpart.pipeline()), true))
                .toList();
    }
}
