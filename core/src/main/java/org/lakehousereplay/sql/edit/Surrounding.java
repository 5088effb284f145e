package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The expression or clause around small changes, such as a constant: alone they would say nothing. All small changes
 * of one surrounding are one edit, which exists as soon as there is one.
 */
final class Surrounding {

    private final Supplier<Draft> drafts;
    private final JsonNode before;
    private final JsonNode after;
    private Optional<Draft> draft = Optional.empty();

    Surrounding(JsonNode before, JsonNode after, Supplier<Draft> drafts) {
        this.before = before;
        this.after = after;
        this.drafts = drafts;
    }

    Draft draft() {
        if (draft.isEmpty()) {
            Draft made = drafts.get();
            made.within(before, after);
            draft = Optional.of(made);
        }
        return draft.get();
    }

    /** A surrounding at the same place. */
    Surrounding within(Supplier<Draft> others) {
        return new Surrounding(before, after, others);
    }

    /** Gives the place of the surrounding to an edit that has none. */
    Draft placed(Draft other) {
        return other.at(before, after);
    }

    /** Says how both versions look, once that is known. */
    Merge complete(Merge merged) {
        draft.ifPresent(made -> made.show(merged));
        return merged;
    }
}
