package org.lakehousereplay.worker;

/** A call that ended without an answer. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Ending ending;

    NoAnswerException(Ending ending) {
        super(ending.toString());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
