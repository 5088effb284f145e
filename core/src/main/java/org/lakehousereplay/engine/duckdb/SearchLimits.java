package org.lakehousereplay.engine.duckdb;

import java.time.Duration;

/**
 * How long a search for an input on which two versions differ goes on. For the entry points of the library.
 *
 * @param databases how many generated databases are tried at most
 * @param time how long it may take
 */
public record SearchLimits(int databases, Duration time) {

    /** The limits for one of many changes. */
    public static final SearchLimits USUAL = new SearchLimits(1_000, Duration.ofSeconds(2));

    /** The limits for a single pair of versions: all the databases there are, in a time. */
    public static SearchLimits whole(Duration time) {
        return new SearchLimits(Integer.MAX_VALUE, time);
    }
}
