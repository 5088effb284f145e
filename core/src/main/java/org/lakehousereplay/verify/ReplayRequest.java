package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.Optional;

/** What is to be replayed without asserting anything. Public API: built by front ends. */
public sealed interface ReplayRequest {

    /** The start of the range, inclusive, such as {@code 2024-05-18T12:00}; a time without offset is local time. */
    Optional<String> from();

    /** The end of the range, exclusive. */
    Optional<String> to();

    /**
     * Any data: of a source with an event time only the rows in the range take part.
     *
     * @param pipeline the name of the pipeline
     * @param input a directory with a file or a folder of part files for each source
     * @param from the start of the range
     * @param to the end of the range
     * @param clock what the pipeline sees as now; {@code to} when empty
     * @param timeZone the zone of local times; the pipeline's own when empty
     */
    record OfData(
            String pipeline,
            Path input,
            Optional<String> from,
            Optional<String> to,
            Optional<String> clock,
            Optional<String> timeZone)
            implements ReplayRequest {}

    /**
     * The one fixture that is selected, as it is verified: all its rows take part, and of a metric with a time window the
     * rows that begin in the range are told.
     *
     * @param from the start of the range
     * @param to the end of the range
     */
    record OfFixture(Optional<String> from, Optional<String> to) implements ReplayRequest {}
}
