package org.lakehousereplay.worker;

/** A call that the worker answered with a failure that is not the worker's own. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reply.Failure failure;

    RefusedException(Reply.Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Reply.Failure failure() {
        return failure;
    }
}
