package org.lakehousereplay.caliber;

import java.util.List;

/**
 * What {@code caliber-changes.yaml} becomes, and which of its entries are other ones than before. Public API: returned
 * by {@link Declaration}.
 *
 * @param text all of the new text; the old one to the last character when nothing is to be done
 * @param added the new entries, in the order of the file
 * @param updated the entries whose scope is another one, as they are now
 * @param removed the entries that are gone, as they were
 */
public record DeclarationResult(
        String text, List<DeclaredChange> added, List<DeclaredChange> updated, List<DeclaredChange> removed) {

    public DeclarationResult {
        added = List.copyOf(added);
        updated = List.copyOf(updated);
        removed = List.copyOf(removed);
    }

    /** Whether the file is to be written. */
    public boolean changesFile() {
        return !added.isEmpty() || !updated.isEmpty() || !removed.isEmpty();
    }
}
