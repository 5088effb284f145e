package org.lakehousereplay.verify;

import java.nio.file.Path;

/**
 * What became of a fixture that was made smaller. Public API: read by front ends.
 *
 * @param fixture the fixture, {@code pipeline/name}
 * @param metric the metric that is wrong
 * @param held what was held on to, a phrase such as {@code it differs from 1.0.0}
 * @param directory the new fixture
 * @param rowsBefore how many rows of the fixture took part
 * @param rows how many are left
 * @param minimal whether each of those is needed; not known when the time was spent before
 * @param trials how many replays it took
 */
public record ShrinkResult(
        String fixture,
        String metric,
        String held,
        Path directory,
        long rowsBefore,
        long rows,
        boolean minimal,
        long trials) {}
