package org.lakehousereplay.engine.duckdb;

import java.util.Optional;
import org.lakehousereplay.mutation.SuggestedFixture;

/**
 * What came of a search for an input on which two versions of a metric differ. For the entry points of the library.
 *
 * @param witness the smallest input that was found
 * @param tried how many databases were tried, existing fixtures among them
 */
public record WitnessResult(Optional<SuggestedFixture> witness, int tried) {}
