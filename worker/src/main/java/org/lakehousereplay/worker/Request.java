package org.lakehousereplay.worker;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.LakeTableRequest;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayRequest;

/** What the build asks the worker for. */
sealed interface Request extends Serializable {

    /** The number that the replies to it carry. */
    long call();

    /**
     * Loads an engine in a class loader of its own and starts it. Answered by {@link Reply.Answer} with its version.
     *
     * @param name the name of the engine
     * @param classPath where its classes are
     * @param settings what it may use
     */
    record OpenEngine(long call, String name, List<Path> classPath, EngineSettings settings) implements Request {}

    /**
     * Loads a table format in a class loader of its own. Answered by {@link Reply.Answer} with its name.
     *
     * @param name the name of the table format
     * @param classPath where its classes are
     */
    record OpenTableFormat(long call, String name, List<Path> classPath) implements Request {}

    /**
     * Reads scripts. Answered by {@link Reply.Answer} with a reading.
     *
     * @param engine an engine that was opened
     * @param scripts the scripts
     */
    record ReadScripts(long call, String engine, PipelineScripts scripts) implements Request {}

    /**
     * Changes scripts on purpose. Answered by {@link Reply.Answer} with a list of mutants.
     *
     * @param engine an engine that was opened
     * @param scripts the scripts
     */
    record MutateScripts(long call, String engine, PipelineScripts scripts) implements Request {}

    /**
     * Replays. Answered by {@link Reply.Outcome}s, and by {@link Reply.Answer} with how many there were.
     *
     * @param engine an engine that was opened
     * @param requests the replays
     */
    record Replay(long call, String engine, List<ReplayRequest> requests) implements Request {}

    /**
     * Reads a lake table. Answered by {@link Reply.Answer} with what was read.
     *
     * @param format a table format that was opened
     * @param request which table
     */
    record ReadTable(long call, String format, LakeTableRequest request) implements Request {}

    /** Closes everything and ends the worker. Never answered. */
    record Stop(long call) implements Request {}
}
