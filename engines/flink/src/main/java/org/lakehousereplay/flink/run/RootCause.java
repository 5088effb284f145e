package org.lakehousereplay.flink.run;

import org.apache.flink.util.ExceptionUtils;

/** What went wrong, in one line. */
final class RootCause {

    private static final int LONGEST = 600;

    private RootCause() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        StringBuilder line = new StringBuilder();
        boolean space = false;
        for (int index = 0; index < message.length() && line.length() < LONGEST; index++) {
            char character = message.charAt(index);
            if (Character.isWhitespace(character)) {
                space = !line.isEmpty();
            } else {
                line.append(space ? " " : "").append(character);
                space = false;
            }
        }
        return line.toString();
    }

    static boolean isOutOfMemory(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, OutOfMemoryError.class).isPresent();
    }
}
