package org.lakehousereplay.engine.duckdb;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a session may use. For the entry points of the library.
 *
 * @param threads how many fixtures are replayed at once, at least 1
 * @param memory DuckDB's notation of the memory limit; empty for DuckDB's default
 * @param timeout how long one model may run on one fixture
 * @param storeFile where the replay store is left behind
 */
public record ReplayOptions(int threads, String memory, Duration timeout, Path storeFile) {}
