package org.lakehousereplay.sql.edit;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One difference between two versions of a query. For whoever applies edits one at a time, to see what each does.
 *
 * <p>Positions are 0-based byte offsets into the text of the respective version; a part that is absent, or that the
 * engine tells no place of, has none. When both parts say the same, the part has changed places.
 *
 * @param number counts the edits of one comparison from 1
 * @param group the number of the first edit of the comparison that changes the same words into the same words
 * @param category what it changes about the metric
 * @param before the part of the earlier version in the engine's own spelling; empty when something was added
 * @param after the part of the later version; empty when something was removed
 * @param beforePosition where the part begins in the earlier version
 * @param afterPosition where the part begins in the later version
 */
public record QueryEdit(
        int number,
        int group,
        Category category,
        Optional<String> before,
        Optional<String> after,
        OptionalLong beforePosition,
        OptionalLong afterPosition) {

    /** Whether another edit of the same comparison changes the same words into the same words. */
    public boolean isLike(QueryEdit other) {
        return group == other.group;
    }
}
