package org.lakehousereplay.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command that accepts an output as the expectation, quoted so that it can be pasted into a shell. For the entry
 * points of the library.
 *
 * @param fixture the fixture, {@code pipeline/name}
 * @param metric the metric; empty for all
 */
public record RecordCommand(String fixture, Optional<String> metric) {

    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_./:=@+-]+");
    private static final Pattern SAFE_IN_DOUBLE_QUOTES = Pattern.compile("[^\"$`\\\\!%\\p{Cntrl}]+");

    /** The whole command line. */
    public String render() {
        return "mvn lakehouse:record " + quote("-Dlakehouse.fixture=" + fixture)
                + metric.map(name -> " " + quote("-Dlakehouse.metric=" + name)).orElse("");
    }

    /** Double quotes where they do, since Windows knows no others; else the single quotes of a POSIX shell. */
    public static String quote(String argument) {
        if (VisibleText.hasInvisible(argument)) {
            return escaped(argument);
        }
        if (SAFE.matcher(argument).matches()) {
            return argument;
        }
        if (SAFE_IN_DOUBLE_QUOTES.matcher(argument).matches()) {
            return '"' + argument + '"';
        }
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Bash and zsh give the character back; printing it raw would let a name forge lines of the log. */
    private static String escaped(String argument) {
        StringBuilder text = new StringBuilder("$'");
        argument.codePoints().forEach(codePoint -> {
            if (VisibleText.isInvisible(codePoint)) {
                text.append(String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\U%08x" : "\\u%04x", codePoint));
            } else {
                text.append(codePoint == '\'' || codePoint == '\\' ? "\\" : "").appendCodePoint(codePoint);
            }
        });
        return text.append('\'').toString();
    }
}
