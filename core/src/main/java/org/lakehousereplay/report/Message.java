package org.lakehousereplay.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user is told about one thing that is not fine. Every line is free of control characters.
 *
 * <p>Public API: read by front ends that show single results, such as test engines.
 */
public sealed interface Message permits FailureMessage, ProblemMessage, ComparisonMessage, MutationMessage {

    /** How many lines a message has at most. */
    int MAXIMUM_LINES = 60;

    /** The message in one line. */
    String headline();

    /** The whole message, understood without the headline. At most {@link #MAXIMUM_LINES}. */
    List<String> lines();

    /** The whole message as one text. */
    default String text() {
        return String.join("\n", lines());
    }

    /** Leaves out lines in the middle, and says so, where a message would be too long. */
    static List<String> capped(List<String> body, List<String> ending) {
        List<String> lines = new ArrayList<>(body);
        int room = MAXIMUM_LINES - ending.size();
        if (lines.size() > room) {
            int cut = lines.size() - room + 1;
            lines.subList(room - 1, lines.size()).clear();
            lines.add("  … " + Quantity.of(cut, "further line") + " left out, see report.json");
        }
        lines.addAll(ending);
        return List.copyOf(lines);
    }
}
