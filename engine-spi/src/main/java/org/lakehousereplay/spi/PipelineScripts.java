package org.lakehousereplay.spi;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The scripts of one version of a pipeline. Public SPI.
 *
 * @param pipeline the name of the pipeline
 * @param scripts the scripts, in the order in which they run
 * @param timeZone the zone of the session
 * @param mode the mode that overrides what the scripts say; empty when it is left to them
 */
public record PipelineScripts(String pipeline, List<Script> scripts, ZoneId timeZone, Optional<ReplayMode> mode)
        implements Serializable {

    public PipelineScripts {
        scripts = List.copyOf(scripts);
    }
}
