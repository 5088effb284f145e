package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.time.Duration;
import org.lakehousereplay.spi.Engines;

/**
 * What a session may use. For the entry points of the library.
 *
 * @param threads how many fixtures are replayed at once, at least 1
 * @param memory DuckDB's notation of the memory limit; empty for DuckDB's default
 * @param timeout how long one model may run on one fixture
 * @param storeFile where the replay store is left behind
 * @param evidence how long it may take to find out what became of the rows of windows that differ; zero for no search
 * @param engines the engines that pipelines may ask for beside DuckDB
 */
public record ReplayOptions(
        int threads, String memory, Duration timeout, Path storeFile, Duration evidence, Engines engines) {

    /** How long the search for evidence takes at most, unless somebody says otherwise. */
    public static final Duration USUAL_EVIDENCE = Duration.ofSeconds(20);

    /** Options with the usual limit for evidence, for DuckDB alone. */
    public ReplayOptions(int threads, String memory, Duration timeout, Path storeFile) {
        this(threads, memory, timeout, storeFile, USUAL_EVIDENCE, Engines.none());
    }
}
