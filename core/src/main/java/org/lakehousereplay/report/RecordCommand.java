package org.lakehousereplay.report;

import java.util.regex.Pattern;

/**
 * The command that accepts an output as the expectation, quoted so that it can be pasted into a shell.
 *
 * @param fixture the fixture, {@code pipeline/name}
 * @param metric the metric
 */
record RecordCommand(String fixture, String metric) {

    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_./:=@+-]+");
    private static final Pattern SAFE_IN_DOUBLE_QUOTES = Pattern.compile("[^\"$`\\\\!%\\p{Cntrl}]+");
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    String render() {
        return "mvn lakehouse:record " + quote("-Dlakehouse.fixture=" + fixture) + " "
                + quote("-Dlakehouse.metric=" + metric);
    }

    /** Double quotes where they do, since Windows knows no others; else the single quotes of a POSIX shell. */
    private static String quote(String argument) {
        String shown = VisibleText.ofSentence(argument);
        if (!PRINTABLE.matcher(argument).matches()) {
            // Bash and zsh give the character back; printing it raw would let a name forge lines of the log.
            return "$'" + shown.replace("'", "\\'") + "'";
        }
        if (SAFE.matcher(argument).matches()) {
            return argument;
        }
        if (SAFE_IN_DOUBLE_QUOTES.matcher(argument).matches()) {
            return '"' + argument + '"';
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }
}
