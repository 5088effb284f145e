package org.lakehousereplay.worker;

import java.io.Serializable;
import org.lakehousereplay.spi.ReplayOutcome;

/** What the worker tells the build. */
sealed interface Reply extends Serializable {

    /** The number of the request that it belongs to. */
    long call();

    /** The worker is up. The first reply of all, to no request. */
    record Ready(long call) implements Reply {}

    /**
     * There will be no reply any more. Never sent, but found out.
     *
     * @param ending why
     */
    record Gone(long call, Ending ending) implements Reply {}

    /**
     * The last reply to a request.
     *
     * @param value what was asked for
     */
    record Answer(long call, Serializable value) implements Reply {}

    /**
     * One of the outcomes of a replay, as soon as it is there.
     *
     * @param outcome the outcome
     */
    record Outcome(long call, ReplayOutcome outcome) implements Reply {}

    /**
     * The last reply to a request that failed.
     *
     * @param kind why it failed
     * @param message what is wrong
     * @param remedy what to do; may be empty
     */
    record Failure(long call, Kind kind, String message, String remedy) implements Reply {

        /** Sorts of failures. */
        enum Kind {
            /** There is no such engine or table format, or it does not start. */
            UNAVAILABLE,
            /** The table cannot be read as it was asked for. */
            TABLE,
            /** A file cannot be read or written. */
            FILE,
            /** An engine or a table format threw what it may not throw. */
            BROKEN
        }
    }
}
