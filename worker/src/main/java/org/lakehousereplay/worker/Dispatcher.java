package org.lakehousereplay.worker;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.LakeTableException;

/** Hands the requests of the build to the engines and table formats of this process, each of which has its own thread. */
final class Dispatcher implements AutoCloseable {

    private final MessageOutput output;
    private final Map<String, HostedEngine> engines = new ConcurrentHashMap<>();
    private final Map<String, HostedTableFormat> formats = new ConcurrentHashMap<>();

    Dispatcher(MessageOutput output) {
        this.output = output;
    }

    void ready() throws IOException {
        output.write(new Reply.Ready(0));
    }

    /** Starts what is asked for, and does not wait for it. */
    void take(Request request) {
        if (request instanceof Request.OpenEngine open) {
            HostedEngine engine = engines.computeIfAbsent(open.name(), HostedEngine::new);
            engine.thread().run(() -> answer(open, () -> engine.open(open.classPath(), open.settings())));
        } else if (request instanceof Request.OpenTableFormat open) {
            HostedTableFormat format = formats.computeIfAbsent(open.name(), HostedTableFormat::new);
            format.thread().run(() -> answer(open, () -> format.open(open.classPath())));
        } else if (request instanceof Request.ReadScripts read) {
            HostedEngine engine = engines.get(read.engine());
            engine.thread().run(() -> answer(read, () -> engine.session().read(read.scripts())));
        } else if (request instanceof Request.MutateScripts mutate) {
            HostedEngine engine = engines.get(mutate.engine());
            engine.thread()
                    .run(() -> answer(
                            mutate, () -> new ArrayList<>(engine.session().mutants(mutate.scripts()))));
        } else if (request instanceof Request.Replay replay) {
            HostedEngine engine = engines.get(replay.engine());
            engine.thread()
                    .run(() -> answer(replay, () -> {
                        engine.session()
                                .replay(replay.requests(), outcome -> reply(new Reply.Outcome(replay.call(), outcome)));
                        return replay.requests().size();
                    }));
        } else if (request instanceof Request.ReadTable read) {
            HostedTableFormat format = formats.get(read.format());
            format.thread().run(() -> answer(read, () -> format.get().read(read.request())));
        }
    }

    /** Closes the engines. */
    @Override
    public void close() {
        engines.values().forEach(HostedEngine::close);
    }

    // Nothing that an engine throws may end the worker: errors of linking are as likely as exceptions.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void answer(Request request, Task task) {
        try {
            reply(new Reply.Answer(request.call(), task.run()));
        } catch (EngineUnavailableException exception) {
            fail(request, Reply.Failure.Kind.UNAVAILABLE, exception.getMessage(), exception.remedy());
        } catch (LakeTableException exception) {
            fail(request, Reply.Failure.Kind.TABLE, exception.getMessage(), exception.remedy());
        } catch (IOException exception) {
            exception.printStackTrace();
            fail(request, Reply.Failure.Kind.FILE, text(exception), "");
        } catch (Exception | Error exception) {
            exception.printStackTrace();
            fail(request, Reply.Failure.Kind.BROKEN, text(exception), "");
        }
    }

    private void fail(Request request, Reply.Failure.Kind kind, String message, String remedy) {
        reply(new Reply.Failure(request.call(), kind, message == null ? "" : message, remedy));
    }

    private void reply(Reply reply) {
        try {
            output.write(reply);
        } catch (InvalidClassException | NotSerializableException foreign) {
            throw new IllegalStateException(foreign);
        } catch (IOException gone) {
            // The thread that reads notices as well, and ends the process.
        }
    }

    private static String text(Throwable throwable) {
        String message = throwable.getMessage();
        String name = throwable.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message.strip();
    }

    /** Something that an engine or a table format does. */
    private interface Task {

        Serializable run() throws Exception;
    }
}
