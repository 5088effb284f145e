package org.lakehousereplay.spi;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a replay. Public SPI.
 *
 * @param id the identifier of the request
 * @param outputs the rows of each output that was asked for; incomplete only where there are problems
 * @param late the input rows that arrived behind the watermark of their source
 * @param droppedLate how many rows windows dropped because they were late, over all of the pipeline
 * @param problems what went wrong
 * @param duration how long it took
 */
public record ReplayOutcome(
        String id,
        Map<String, OutputRows> outputs,
        List<LateRow> late,
        long droppedLate,
        List<EngineProblem> problems,
        Duration duration)
        implements Serializable {

    public ReplayOutcome {
        outputs = Map.copyOf(outputs);
        late = List.copyOf(late);
        problems = List.copyOf(problems);
    }
}
