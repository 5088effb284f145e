package org.lakehousereplay.run;

import java.util.Optional;
import org.lakehousereplay.mutation.SuggestedFixture;

/**
 * What came of the search for an input on which two versions of a metric differ though no fixture shows it. Public API:
 * read by renderers.
 *
 * @param witness the smallest input that was found; the baseline's rows are those of the original
 * @param tried how many databases were tried, the fixtures among them
 * @param notSearched why nothing was searched, a clause; empty when something was
 */
public record InputSearch(Optional<SuggestedFixture> witness, int tried, String notSearched) {

    /** A search that did not take place. */
    public static InputSearch none(String reason) {
        return new InputSearch(Optional.empty(), 0, reason);
    }
}
