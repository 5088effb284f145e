package org.lakehousereplay.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.lakehousereplay.spi.ReplayOutcome;

/** A running worker, seen from the build. Ends with the build, whatever becomes of it. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final MessageOutput output;
    private final Path directory;
    private final Thread hook;
    private final WorkerLog log;
    private final Thread logging;
    private final AtomicLong calls = new AtomicLong();
    private final Map<Long, BlockingQueue<Reply>> waiting = new ConcurrentHashMap<>();
    private volatile Reply gone;
    private volatile boolean closing;

    private WorkerProcess(Process process, WorkerSettings settings) {
        this.process = process;
        this.directory = settings.directory();
        this.output = new MessageOutput(process.getOutputStream());
        this.hook = new Thread(this::endWithBuild, "lakehouse-worker-end");
        Runtime.getRuntime().addShutdownHook(hook);
        this.log = new WorkerLog(settings.log());
        this.logging = daemon("log", () -> log.takeAll(process.getErrorStream()));
    }

    /**
     * Starts a worker.
     *
     * @throws NoAnswerException when it does not start
     */
    static WorkerProcess start(WorkerSettings settings) throws NoAnswerException {
        FileTree.delete(settings.directory());
        try {
            Files.createDirectories(settings.directory());
            Process process = new ProcessBuilder(new JavaCommand(settings).words()).start();
            WorkerProcess worker = new WorkerProcess(process, settings);
            worker.awaitReady(settings);
            return worker;
        } catch (IOException exception) {
            throw new NoAnswerException(new Ending.NotStarted(
                    "the worker process cannot be started: " + exception.getMessage(),
                    "Check that " + settings.directory().getParent() + " can be written"));
        }
    }

    private void awaitReady(WorkerSettings settings) throws NoAnswerException {
        BlockingQueue<Reply> ready = new LinkedBlockingQueue<>();
        waiting.put(calls.getAndIncrement(), ready);
        daemon("replies", this::readReplies);
        try {
            await(ready, settings.startTimeout());
        } catch (NoAnswerException exception) {
            kill();
            String reason = exception.ending() instanceof Ending.Hung
                    ? "it was not up within " + settings.startTimeout().toSeconds() + " s"
                    : log.beginning();
            throw new NoAnswerException(new Ending.NotStarted(
                    "the worker process does not start: " + reason,
                    "Check the arguments that it is given. What it printed is in " + log.shown()));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Asks for something, and waits for the answer.
     *
     * @param request makes the request with its number
     * @param patience how long nothing may come
     * @param outcomes hears the outcomes that come before the answer
     * @throws NoAnswerException when the worker died, hung or is broken; it is dead then
     * @throws RefusedException when the answer is a failure
     */
    Serializable call(LongFunction<Request> request, Duration patience, Consumer<ReplayOutcome> outcomes)
            throws NoAnswerException, RefusedException {
        long number = calls.getAndIncrement();
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        waiting.put(number, replies);
        Reply end = gone;
        if (end != null) {
            replies.add(end);
        }
        boolean answered = false;
        try {
            send(request.apply(number));
            Reply reply = await(replies, patience);
            while (reply instanceof Reply.Outcome outcome) {
                outcomes.accept(outcome.outcome());
                reply = await(replies, patience);
            }
            if (reply instanceof Reply.Failure failure) {
                if (failure.kind() == Reply.Failure.Kind.BROKEN) {
                    throw new NoAnswerException(new Ending.Broken(failure.message()));
                }
                answered = true;
                throw new RefusedException(failure);
            }
            answered = true;
            return ((Reply.Answer) reply).value();
        } finally {
            waiting.remove(number);
            if (!answered) {
                // Nobody knows what it is still doing.
                kill();
            }
        }
    }

    private void send(Request request) {
        try {
            output.write(request);
        } catch (ObjectStreamException foreign) {
            throw new IllegalStateException(foreign);
        } catch (IOException gone) {
            // The thread that reads notices as well.
        }
    }

    private Reply await(BlockingQueue<Reply> replies, Duration patience) throws NoAnswerException {
        try {
            Reply reply = replies.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (reply == null) {
                throw new NoAnswerException(new Ending.Hung(patience));
            }
            if (reply instanceof Reply.Gone end) {
                throw new NoAnswerException(end.ending());
            }
            return reply;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
            throw new IllegalStateException("the build was interrupted", interrupted);
        }
    }

    /** Hands each reply to who waits for it, and tells all of them when no further one can come. */
    private void readReplies() {
        MessageInput input = new MessageInput(process.getInputStream());
        try {
            while (true) {
                Reply reply = (Reply) input.read();
                BlockingQueue<Reply> queue = waiting.get(reply.call());
                if (queue != null) {
                    queue.add(reply);
                }
            }
        } catch (EOFException ended) {
            if (closing) {
                // Nobody waits any more. Maven may have closed the jars of the plugin by now, so that no further class
                // can be loaded.
                return;
            }
            end(new Ending.Died(exitCode()));
        } catch (IOException misunderstood) {
            if (closing) {
                return;
            }
            destroy();
            end(new Ending.Broken(
                    "it answered with what the build does not understand: " + misunderstood.getMessage()));
        }
    }

    private void end(Ending ending) {
        gone = new Reply.Gone(0, ending);
        waiting.values().forEach(queue -> queue.add(gone));
    }

    private int exitCode() {
        try {
            // A process that closes its output and goes on is of no use any more.
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                destroy();
                process.waitFor();
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Ends the process at once. */
    void kill() {
        destroy();
        bury();
    }

    /** Lets the engines close, and ends the process. */
    @Override
    public void close() {
        closing = true;
        try (output) {
            output.write(new Request.Stop(calls.getAndIncrement()));
        } catch (IOException gone) {
            // It has ended already.
        }
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** When the build ends by a signal, say, before anybody could close this. */
    private void endWithBuild() {
        closing = true;
        destroy();
        exitCode();
        FileTree.delete(directory);
    }

    /** By its handle, because the process object would throw away what it printed last. */
    private void destroy() {
        process.toHandle().destroyForcibly();
    }

    private void bury() {
        try {
            process.waitFor();
            logging.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        FileTree.delete(directory);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs, and finds nothing to do.
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, "lakehouse-worker-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
