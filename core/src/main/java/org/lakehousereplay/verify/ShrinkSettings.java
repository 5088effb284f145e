package org.lakehousereplay.verify;

import java.time.Duration;
import java.util.Optional;
import org.lakehousereplay.baseline.Baseline;

/**
 * How a fixture is made smaller. Public API: built by front ends.
 *
 * @param baseline the version from which a metric goes on to differ; empty to go on with the row that a verification
 *     finds wrong
 * @param name the name of the new fixture; empty for that of the old one with {@code -shrunk}
 * @param limit how long it may take; the smallest input that was found until then is the result
 */
public record ShrinkSettings(Optional<Baseline> baseline, Optional<String> name, Duration limit) {

    /** One minute. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(1);
}
