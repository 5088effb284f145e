package org.lakehousereplay.html.definition;

import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.report.VisibleText;

/** The text of a model as it is shown. For the pages that show it. */
public final class SqlText {

    private static final String TAB = "    ";

    private SqlText() {}

    /** Its lines, without line ends. */
    public static List<String> lines(String sql) {
        return sql.lines().toList();
    }

    /** A line with nothing in it that cannot be seen. */
    public static String shown(String line) {
        return VisibleText.ofSentence(line.replace("\t", TAB));
    }

    /** The lines as one text with the same line ends everywhere, to be compared. */
    static String normalized(String sql) {
        return sql.lines().map(line -> line + "\n").collect(Collectors.joining());
    }
}
