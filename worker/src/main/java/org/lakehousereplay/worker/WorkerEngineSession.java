package org.lakehousereplay.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.ScriptMutant;

/** An engine of the worker, seen from the build. */
final class WorkerEngineSession implements EngineSession {

    /** Reading takes a second or two; a script can be long, and a machine slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Each of some hundreds of mutants is planned. */
    private static final Duration MUTATION_PATIENCE = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final PlugIn plugIn;
    private final String version;
    private Optional<WorkerProcess> used = Optional.empty();

    WorkerEngineSession(Workshop workshop, PlugIn plugIn, String version) {
        this.workshop = workshop;
        this.plugIn = plugIn;
        this.version = version;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public synchronized PipelineReading read(PipelineScripts scripts) {
        try {
            return attempt(scripts);
        } catch (NoAnswerException once) {
            if (once.ending() instanceof Ending.Hung) {
                return unread(once.ending());
            }
        }
        try {
            return attempt(scripts);
        } catch (NoAnswerException twice) {
            return unread(twice.ending());
        }
    }

    private PipelineReading attempt(PipelineScripts scripts) throws NoAnswerException {
        try {
            return (PipelineReading) workshop.with(plugIn)
                    .call(call -> new Request.ReadScripts(call, plugIn.name(), scripts), PATIENCE, outcome -> {});
        } catch (RefusedException refused) {
            throw new NoAnswerException(notStarted(refused));
        }
    }

    private PipelineReading unread(Ending ending) {
        return new PipelineReading(List.of(), List.of(), List.of(ending.problem(version, workshop.settings())));
    }

    /** What an engine that breaks has made by then is lost: reading the scripts tells why. */
    @Override
    public synchronized List<ScriptMutant> mutants(PipelineScripts scripts) {
        try {
            List<?> mutants = (List<?>) workshop.with(plugIn)
                    .call(
                            call -> new Request.MutateScripts(call, plugIn.name(), scripts),
                            MUTATION_PATIENCE,
                            outcome -> {});
            return mutants.stream().map(ScriptMutant.class::cast).toList();
        } catch (NoAnswerException | RefusedException broken) {
            return List.of();
        }
    }

    @Override
    public synchronized void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
        OpenReplays open = new OpenReplays(requests, finished);
        boolean fresh = replayed(open, requests);
        if (open.isEmpty()) {
            return;
        }
        // Of several nobody knows which one was to blame, and what came before may have used up a process.
        boolean guilty = requests.size() == 1 && (fresh || open.ending() instanceof Ending.Hung);
        if (guilty || open.ending() instanceof Ending.NotStarted) {
            open.failAll(this::problem);
            return;
        }
        for (ReplayRequest request : open.requests()) {
            FileTree.clear(request.directory());
            replayed(open, List.of(request));
            if (open.ending() instanceof Ending.NotStarted) {
                open.failAll(this::problem);
                return;
            }
            open.fail(request, this::problem);
        }
    }

    /**
     * Replays.
     *
     * @return whether the process was a fresh one
     */
    private boolean replayed(OpenReplays open, List<ReplayRequest> requests) {
        boolean fresh = true;
        try {
            WorkerProcess process = workshop.with(plugIn);
            fresh = used.isEmpty() || used.get() != process;
            used = Optional.of(process);
            process.call(
                    call -> new Request.Replay(call, plugIn.name(), List.copyOf(requests)),
                    patience(requests),
                    open::finish);
            open.endedBy(new Ending.Broken("it gave no outcome"));
        } catch (NoAnswerException exception) {
            open.endedBy(exception.ending());
        } catch (RefusedException refused) {
            open.endedBy(notStarted(refused));
        }
        return fresh;
    }

    /** An engine that works through its replays one by one still gives an outcome in the time that one may take. */
    private Duration patience(List<ReplayRequest> requests) {
        Duration longest = requests.stream()
                .map(ReplayRequest::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return longest.plus(workshop.settings().grace());
    }

    private EngineProblem problem(Ending ending) {
        return ending.problem(version, workshop.settings());
    }

    private static Ending notStarted(RefusedException refused) {
        return new Ending.NotStarted(
                refused.failure().message(), refused.failure().remedy());
    }

    /** Does nothing: the engine lives as long as the process, for whoever asks for it next. */
    @Override
    public void close() {
        // The process is closed with the engines.
    }
}
