package org.lakehousereplay.flink.connector;

/** An input row that does not fit its source. For the packages of this engine. */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }

    InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
