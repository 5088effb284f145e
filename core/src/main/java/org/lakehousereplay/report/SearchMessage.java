package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.run.InputSearch;

/**
 * What was found where no fixture shows a difference: an input that does, or how many were tried. Public API: read by
 * front ends.
 *
 * @param search the search
 */
public record SearchMessage(InputSearch search) {

    private static final int SHOWN_ROWS = 6;

    /** One sentence without a full stop. */
    public String sentence() {
        if (!search.notSearched().isEmpty()) {
            return "no input was searched on which the versions differ: " + VisibleText.ofProblem(search.notSearched());
        }
        return search.witness()
                .map(witness -> "the versions differ on an input of " + Quantity.of(witness.rows(), "row")
                        + " that no fixture has")
                .orElse("the versions do not differ on " + Quantity.of(search.tried(), "generated database")
                        + " either: they may well be equivalent");
    }

    /** The whole message, each line indented. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  " + sentence() + (search.witness().isPresent() ? ":" : ""));
        search.witness().ifPresent(witness -> lines.addAll(witness(witness)));
        return lines;
    }

    private static List<String> witness(SuggestedFixture witness) {
        List<String> lines = new ArrayList<>();
        witness.clock().ifPresent(clock -> lines.add("    clock: " + VisibleText.ofName(clock.toString())));
        witness.timeZone().ifPresent(zone -> lines.add("    timeZone: " + VisibleText.ofName(zone.toString())));
        if (witness.inputs().isEmpty()) {
            lines.add("    without any row");
        }
        witness.inputs().forEach(rows -> lines.addAll(table("input " + VisibleText.ofName(rows.table()), rows)));
        lines.addAll(table("baseline", witness.original()));
        if (witness.failure().isPresent()) {
            lines.add("    candidate: fails with "
                    + VisibleText.ofProblem(witness.failure().get()));
        } else {
            lines.addAll(table("candidate", witness.changed()));
        }
        return lines;
    }

    private static List<String> table(String title, SuggestedFixture.Rows rows) {
        if (rows.rows().isEmpty()) {
            return List.of("    " + title + ": no row");
        }
        List<String> lines = new ArrayList<>(List.of("    " + title + ":"));
        RowsTable.lines(rows.columns(), rows.rows(), SHOWN_ROWS).forEach(line -> lines.add("      " + line));
        return lines;
    }
}
