package org.lakehousereplay.report;

import org.lakehousereplay.run.ComparisonResult;

/** What a reader must know about the choice of the baseline. */
final class BaselineNote {

    private BaselineNote() {}

    /** A sentence on one line; empty when there is nothing to tell. */
    static String of(ComparisonResult comparison) {
        String note = VisibleText.ofProblem(comparison.note().strip());
        if (note.isEmpty()) {
            return comparison.gate().isPresent()
                    ? ""
                    : "There is no baseline yet, so there is nothing to compare with.";
        }
        return note.endsWith(".") ? note : note + ".";
    }
}
