package org.lakehousereplay.tck;

import java.util.List;
import java.util.Map;

/** How pipelines are written for an engine. Public API: implemented by authors of engines. */
public interface EngineDialect {

    /** The name for {@code engine:} of {@code pipeline.yaml}. */
    String engine();

    /**
     * The files of a pipeline that declares sources and metrics, without {@code pipeline.yaml}.
     *
     * @param sources the sources
     * @param metrics the metrics, each behind those it reads
     * @return the text of each file by its path in the pipeline's directory; the query of a metric stands in it as it is
     */
    Map<String, String> files(List<SourceDeclaration> sources, List<MetricDeclaration> metrics);

    /**
     * A name between quotes.
     *
     * @param name a name with any characters but quotes
     */
    String quoted(String name);
}
