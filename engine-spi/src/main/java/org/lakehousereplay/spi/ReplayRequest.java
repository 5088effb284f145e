package org.lakehousereplay.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One replay. Public SPI.
 *
 * <p>Input rows arrive in increments: all rows of one increment, of all sources, have gone through the whole pipeline
 * and are committed before the first row of the next arrives. See {@link RowFile} for the format of the files.
 *
 * @param id tells it from others
 * @param scripts the scripts
 * @param inputs the rows of each source, by its name; a source without rows is left out
 * @param increments the number of increments; at least 1
 * @param restart whether the pipeline is stopped after each increment and goes on from its saved state
 * @param outputs the outputs whose rows are wanted
 * @param clock the time that the scripts see as now
 * @param timeout how long it may take
 * @param directory an empty directory for the rows that come out
 */
public record ReplayRequest(
        String id,
        PipelineScripts scripts,
        Map<String, Path> inputs,
        int increments,
        boolean restart,
        Set<String> outputs,
        Optional<OffsetDateTime> clock,
        Duration timeout,
        Path directory)
        implements Serializable {

    public ReplayRequest {
        inputs = Map.copyOf(inputs);
        outputs = Set.copyOf(outputs);
    }
}
