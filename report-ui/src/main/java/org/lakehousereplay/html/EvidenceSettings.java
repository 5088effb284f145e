package org.lakehousereplay.html;

import java.util.List;
import java.util.Optional;

/**
 * Which raw rows of the inputs the report may show. Public API: made by front ends.
 *
 * @param columns the columns that may be shown, each {@code source.column}, with {@code *} for any characters and
 *     {@code :hash} behind it when only a fingerprint may be shown; empty when all may be shown
 * @param rowLimit how many rows of a source are shown for a window at most, 0 for none
 */
public record EvidenceSettings(Optional<List<String>> columns, int rowLimit) {

    /** All columns, fifty rows. */
    public static final EvidenceSettings DEFAULT = new EvidenceSettings(Optional.empty(), 50);

    public EvidenceSettings {
        columns = columns.map(List::copyOf);
    }
}
