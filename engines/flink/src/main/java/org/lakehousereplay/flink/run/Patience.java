package org.lakehousereplay.flink.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.util.ExceptionUtils;
import org.lakehousereplay.flink.connector.InputException;
import org.lakehousereplay.spi.EngineProblem;

/** Waits for things of one replay, until its time is over or one of its jobs fails. */
final class Patience {

    private final Duration timeout;
    private final long deadline;
    private final CompletableFuture<Object> failure = new CompletableFuture<>();

    Patience(Duration timeout) {
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Ends every wait. */
    void fail(Throwable cause) {
        failure.completeExceptionally(cause);
    }

    <T> T await(CompletableFuture<T> wanted) {
        try {
            CompletableFuture.anyOf(wanted, failure)
                    .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return wanted.get();
        } catch (TimeoutException late) {
            throw new ReplayFailure(
                    new EngineProblem(
                            EngineProblem.Kind.TIMEOUT,
                            Optional.empty(),
                            "the replay took longer than " + inWords(timeout),
                            "make the fixture smaller, or the timeout longer"),
                    late);
        } catch (ExecutionException failed) {
            throw problem(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ReplayFailure(
                    EngineProblem.Kind.FAILED, Optional.empty(), "the replay was interrupted", interrupted);
        }
    }

    /** Whether something came to a good end; a failure of the job itself ends the replay. */
    boolean tries(CompletableFuture<?> wanted) {
        await(wanted.handle((value, refused) -> value));
        return !wanted.isCompletedExceptionally();
    }

    void pause(long millis) {
        await(new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS));
    }

    private static ReplayFailure problem(Throwable failed) {
        Optional<InputException> input = ExceptionUtils.findThrowable(failed, InputException.class);
        if (input.isPresent()) {
            return new ReplayFailure(
                    EngineProblem.Kind.INPUT, Optional.empty(), input.get().getMessage(), failed);
        }
        EngineProblem.Kind kind =
                RootCause.isOutOfMemory(failed) ? EngineProblem.Kind.OUT_OF_MEMORY : EngineProblem.Kind.FAILED;
        return new ReplayFailure(kind, Optional.empty(), "the job failed: " + RootCause.of(failed), failed);
    }

    private static String inWords(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
