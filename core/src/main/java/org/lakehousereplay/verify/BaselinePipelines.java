package org.lakehousereplay.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineLineage;
import org.lakehousereplay.pipeline.PipelineReading;
import org.lakehousereplay.run.PipelineVersion;

/** Tells how a baseline has the pipelines, beside the candidate. */
final class BaselinePipelines {

    private BaselinePipelines() {}

    /** The pipelines that either version has, but for those that one of them has and cannot read. */
    static List<PipelineVersion> of(PipelineReading older, PipelineReading candidate, Selection selection) {
        Map<String, Pipeline> before = byName(older);
        Map<String, Pipeline> after = byName(candidate);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(older.broken().keySet());
        names.removeAll(candidate.broken().keySet());
        try (PipelineLineage lineage = new PipelineLineage()) {
            return names.stream()
                    .filter(selection::includesPipeline)
                    .map(name -> PipelineVersion.of(
                            name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)), lineage))
                    .toList();
        }
    }

    private static Map<String, Pipeline> byName(PipelineReading reading) {
        return reading.pipelines().stream().collect(Collectors.toMap(Pipeline::name, pipeline -> pipeline));
    }
}
