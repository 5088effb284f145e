package org.lakehousereplay.caliber;

import java.util.List;

/**
 * A change and whether it may ship. Public API: read by renderers.
 *
 * @param change the change
 * @param standing whether it may ship
 * @param entries the entries that cover it or a part of it
 * @param uncovered what no entry covers although entries are there, a phrase for each; empty unless UNDECLARED
 */
public record JudgedChange(
        CaliberChange change, Standing standing, List<DeclaredChange> entries, List<String> uncovered) {

    public JudgedChange {
        entries = List.copyOf(entries);
        uncovered = List.copyOf(uncovered);
    }
}
