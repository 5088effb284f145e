package org.lakehousereplay.diagnostic;

import java.util.Optional;

/**
 * One thing that is wrong with what a user wrote. Public API: read by renderers.
 *
 * @param code the stable name of the error
 * @param location where, if a place is to blame
 * @param message what is wrong: one sentence without a full stop at the end, naming the offending value
 * @param remedy what to do about it, one sentence; empty when the message says it all
 */
public record Problem(ErrorCode code, Optional<Location> location, String message, String remedy) {

    /** A problem at a place. */
    public static Problem at(Location location, ErrorCode code, String message, String remedy) {
        return new Problem(code, Optional.of(location), message, remedy);
    }

    /** A problem that no file is to blame for. */
    public static Problem of(ErrorCode code, String message, String remedy) {
        return new Problem(code, Optional.empty(), message, remedy);
    }

    /** The line that is printed: {@code file:line:column: message. Remedy. [CODE]}. */
    public String render() {
        StringBuilder text = new StringBuilder();
        location.ifPresent(place -> text.append(place).append(": "));
        text.append(message).append('.');
        if (!remedy.isEmpty()) {
            text.append(' ').append(remedy);
            if (!remedy.endsWith(".") && !remedy.endsWith("?")) {
                text.append('.');
            }
        }
        return text.append(" [").append(code).append(']').toString();
    }
}
