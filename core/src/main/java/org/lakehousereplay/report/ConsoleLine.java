package org.lakehousereplay.report;

/**
 * A line for the console, without colours. Public API: printed by front ends.
 *
 * @param level how it is printed
 * @param text the line, free of control characters
 */
public record ConsoleLine(Level level, String text) {

    /** How much a line matters. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }
}
