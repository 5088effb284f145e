package org.lakehousereplay.spi;

/**
 * Executes pipelines of scripts. Public SPI, found by {@link java.util.ServiceLoader}; the compliance kit
 * {@code lakehouse-replay-engine-tck} holds every implementation to the same behaviour.
 *
 * <p>An engine is loaded once in a worker process and used for the whole build.
 */
public interface ReplayEngine {

    /** The name that {@code engine:} of {@code pipeline.yaml} gives, such as {@code flink}; lower case. */
    String name();

    /**
     * Starts the engine.
     *
     * @param settings what it may use
     * @return the running engine
     */
    EngineSession open(EngineSettings settings);
}
