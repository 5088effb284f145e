package org.lakehousereplay.worker;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.lakehousereplay.spi.EngineProblem;

/** Why a call has no answer. */
sealed interface Ending extends Serializable {

    /** How the exit code of a Java machine looks that ran out of memory with {@code ExitOnOutOfMemoryError}. */
    int OUT_OF_MEMORY = 3;

    /**
     * The process died.
     *
     * @param exitCode its exit code
     */
    record Died(int exitCode) implements Ending {

        private static final int SIGNAL = 128;
        private static final int KILL = 9;

        private String words() {
            if (exitCode == SIGNAL + KILL) {
                return "somebody killed the process, as systems do when memory runs short";
            }
            return exitCode > SIGNAL && exitCode < SIGNAL + 64
                    ? "the process crashed with signal " + (exitCode - SIGNAL)
                    : "the process ended with exit code " + exitCode;
        }
    }

    /**
     * Nothing came for too long, and the process was killed.
     *
     * @param waited how long
     */
    record Hung(Duration waited) implements Ending {}

    /**
     * The engine threw an exception.
     *
     * @param message what it says
     */
    record Broken(String message) implements Ending {}

    /**
     * No process could be had.
     *
     * @param message why
     * @param remedy what to do
     */
    record NotStarted(String message, String remedy) implements Ending {}

    /**
     * The ending in words.
     *
     * @param who the engine or table format, for people
     * @param settings what the process may use
     */
    default EngineProblem problem(String who, WorkerSettings settings) {
        String log = new WorkerLog(settings.log()).shown();
        String look = "What it printed is in " + log;
        if (this instanceof Died died) {
            return died.exitCode() == OUT_OF_MEMORY
                    ? problem(
                            EngineProblem.Kind.OUT_OF_MEMORY,
                            who + " ran out of memory: the worker's heap is " + settings.memory(),
                            settings.memoryAdvice() + ". " + look)
                    : problem(EngineProblem.Kind.FAILED, who + " died: " + died.words(), look);
        }
        if (this instanceof Hung hung) {
            return problem(
                    EngineProblem.Kind.TIMEOUT,
                    who + " gave no sign of life for " + words(hung.waited()) + " and was stopped",
                    settings.timeoutAdvice() + ". " + look);
        }
        if (this instanceof Broken broken) {
            return problem(EngineProblem.Kind.FAILED, who + " failed: " + broken.message(), look);
        }
        NotStarted notStarted = (NotStarted) this;
        return problem(EngineProblem.Kind.FAILED, notStarted.message(), notStarted.remedy());
    }

    private static EngineProblem problem(EngineProblem.Kind kind, String message, String remedy) {
        return new EngineProblem(kind, Optional.empty(), message, remedy);
    }

    private static String words(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
