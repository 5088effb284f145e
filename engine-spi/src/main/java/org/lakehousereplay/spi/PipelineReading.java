package org.lakehousereplay.spi;

import java.io.Serializable;
import java.util.List;

/**
 * What the scripts of a pipeline declare. Public SPI.
 *
 * @param sources the tables that are bound to input rows, in the order of their declaration
 * @param outputs the tables, views and queries whose rows can be asked for, in the order of the scripts
 * @param problems what is wrong; where there are any, the pipeline is not replayed
 */
public record PipelineReading(List<SourceTable> sources, List<OutputTable> outputs, List<EngineProblem> problems)
        implements Serializable {

    public PipelineReading {
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }
}
