package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.ChangeKind;
import org.lakehousereplay.caliber.DeclaredChange;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.caliber.Standing;

/**
 * What one change of a metric reads like: what it is, how it shows, and who decided it.
 *
 * @param paths how paths are shown
 * @param judged the change
 */
record ChangeMessage(ShownPaths paths, JudgedChange judged) {

    private static final int SHOWN_FIXTURES = 5;
    private static final int FIXTURES_WITH_ROWS = 2;
    private static final int SHOWN_NAMES = 8;
    private static final int SHOWN_COLUMNS = 4;

    /** The part of the headline: {@code rows-let-in (major, undeclared)}. */
    String title() {
        ChangeKind kind = judged.change().kind();
        return kind.label() + " (" + kind.level().label() + ", " + words(judged.standing()) + ")";
    }

    static String words(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The details, each line indented.
     *
     * @param fixtures how many fixtures were compared
     * @param told the differences that were shown with an earlier change; those that are shown here are added
     * @param withRows whether the rows that differ are shown
     */
    List<String> lines(long fixtures, List<OutputDifference> told, boolean withRows) {
        CaliberChange change = judged.change();
        List<String> lines = new ArrayList<>();
        lines.add("  " + title() + (change.detail().isEmpty() ? "" : ": " + VisibleText.ofProblem(change.detail())));
        if (change.kind() == ChangeKind.UNOBSERVED) {
            lines.add("    no fixture covers it: write one whose rows go through what was edited");
        }
        if (!change.fixtures().isEmpty()) {
            // What cannot be compared is not among the fixtures that were.
            String extent = change.kind() == ChangeKind.NOT_COMPARABLE
                    ? ""
                    : " (" + change.fixtures().size() + " of " + fixtures + ")";
            lines.add("    fixtures: " + names(change.fixtures()) + extent);
        }
        if (!change.columns().isEmpty()) {
            lines.add("    columns:  " + names(change.columns()));
        }
        List<LargestDelta> largest = LargestDelta.of(change.observed());
        largest.stream().limit(SHOWN_COLUMNS).forEach(delta -> lines.add("    largest:  " + delta.render()));
        if (largest.size() > SHOWN_COLUMNS) {
            lines.add("              … and of " + Quantity.of(largest.size() - SHOWN_COLUMNS, "more column"));
        }
        lines.addAll(declarations());
        lines.addAll(observed(told, withRows));
        return lines;
    }

    private static String names(List<String> names) {
        String more = names.size() > SHOWN_NAMES ? ", … " + (names.size() - SHOWN_NAMES) + " more" : "";
        return names.stream().limit(SHOWN_NAMES).map(VisibleText::ofName).collect(Collectors.joining(", ")) + more;
    }

    private List<String> declarations() {
        List<String> lines = new ArrayList<>();
        for (DeclaredChange entry : judged.entries().stream().limit(SHOWN_NAMES).toList()) {
            lines.add("    declared: " + paths.show(entry.location()) + ": " + reason(entry));
        }
        judged.uncovered().stream()
                .limit(SHOWN_NAMES)
                .forEach(phrase -> lines.add("    not covered: " + VisibleText.ofProblem(phrase)));
        return lines;
    }

    private static String reason(DeclaredChange entry) {
        List<String> facts = new ArrayList<>();
        entry.decidedBy().ifPresent(name -> facts.add("decided by " + VisibleText.ofName(name)));
        entry.decidedOn().ifPresent(day -> facts.add((facts.isEmpty() ? "decided on " : "on ") + day));
        List<String> known = new ArrayList<>();
        if (!facts.isEmpty()) {
            known.add(String.join(" ", facts));
        }
        entry.expires().ifPresent(day -> known.add("holds until " + day));
        return (entry.reason().isBlank() ? "no reason is given" : VisibleText.ofProblem(entry.reason()))
                + (known.isEmpty() ? "" : " (" + String.join(", ", known) + ")");
    }

    private List<String> observed(List<OutputDifference> told, boolean withRows) {
        List<OutputDifference> observed = judged.change().observed();
        List<OutputDifference> shown = observed.stream().limit(SHOWN_FIXTURES).toList();
        List<String> lines = new ArrayList<>();
        int withTables = 0;
        for (OutputDifference difference : shown) {
            DifferenceMessage message = new DifferenceMessage(difference);
            boolean again = told.contains(difference);
            lines.add("    " + message.phrase() + (again && withRows ? ", as shown above" : ""));
            if (withRows && !again && withTables < FIXTURES_WITH_ROWS) {
                withTables++;
                message.lines().forEach(line -> lines.add("    " + line));
                told.add(difference);
            }
        }
        if (observed.size() > shown.size()) {
            lines.add("    … and on " + Quantity.of(observed.size() - shown.size(), "more fixture"));
        }
        return lines;
    }
}
