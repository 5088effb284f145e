package org.lakehousereplay.spi;

import java.util.List;
import java.util.function.Consumer;

/**
 * A running engine. Public SPI. Calls come from one thread at a time.
 *
 * <p>What is wrong with a script or a fixture is told by {@link EngineProblem}s. An exception means that the engine
 * itself is broken; the worker is then started anew.
 */
public interface EngineSession extends AutoCloseable {

    /** Name and version for people, such as {@code Flink 2.3.0}. */
    String version();

    /**
     * Reads the scripts of a pipeline, without any row.
     *
     * @param scripts the scripts, in the order in which they run
     * @return the tables, and everything that is wrong
     */
    PipelineReading read(PipelineScripts scripts);

    /**
     * Changes scripts on purpose, each time one thing, in ways in which people go wrong. Nothing is executed. The order
     * is the same each time, no two mutants say the same, and each can be planned as far as the engine finds out
     * cheaply.
     *
     * @param scripts the scripts, in the order in which they run
     * @return the mutants in the order of the scripts; none for scripts with problems, and of engines that make none
     */
    default List<ScriptMutant> mutants(PipelineScripts scripts) {
        return List.of();
    }

    /**
     * Replays fixtures. The engine decides how many run at the same time, or in one job.
     *
     * @param requests the replays, each with an identifier of its own
     * @param finished hears each outcome as soon as it is there, exactly one for each request
     */
    void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished);

    /** Stops the engine, and every thread of it. */
    @Override
    void close();
}
