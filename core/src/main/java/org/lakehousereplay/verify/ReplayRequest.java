package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be replayed without a fixture. Public API: built by front ends.
 *
 * @param pipeline the name of the pipeline
 * @param input a directory with a file or a folder of part files for each source
 * @param from the start of the range, inclusive, such as {@code 2024-05-18T12:00}; a time without offset is local time
 * @param to the end of the range, exclusive
 * @param clock what the pipeline sees as now; {@code to} when empty
 * @param timeZone the zone of local times; the pipeline's own when empty
 */
public record ReplayRequest(
        String pipeline,
        Path input,
        Optional<String> from,
        Optional<String> to,
        Optional<String> clock,
        Optional<String> timeZone) {}
