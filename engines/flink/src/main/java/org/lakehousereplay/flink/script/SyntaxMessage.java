package org.lakehousereplay.flink.script;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * What to tell of a syntax error. Flink's own message lists every token that would have been right, which are hundreds.
 *
 * @param message what is wrong
 * @param remedy what to do; may be empty
 */
record SyntaxMessage(String message, String remedy) {

    private static final int LONGEST = 300;

    /**
     * @param failure what the parser says
     * @param word the word at the place of the failure, if there is any
     */
    static SyntaxMessage of(SqlParseException failure, Optional<String> word) {
        String line = firstLine(failure);
        boolean unexpected = line.startsWith("Encountered") || line.startsWith("Incorrect syntax");
        if (!unexpected) {
            return new SyntaxMessage(line, "");
        }
        if (word.isEmpty() || line.startsWith("Encountered \"<EOF>\"")) {
            return new SyntaxMessage("the statement ends too early", "");
        }
        String remedy = SqlText.isReserved(word.get().toUpperCase(Locale.ROOT))
                ? "if it is meant as a name, write it in backticks: `" + word.get() + "`"
                : "";
        return new SyntaxMessage("syntax error at " + word.get(), remedy);
    }

    private static String firstLine(SqlParseException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
