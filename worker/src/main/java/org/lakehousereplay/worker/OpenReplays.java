package org.lakehousereplay.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/** Replays that have no outcome yet. Sees to it that each gets exactly one. */
final class OpenReplays {

    private final Map<String, ReplayRequest> open = new LinkedHashMap<>();
    private final Consumer<ReplayOutcome> finished;
    private final long start = System.nanoTime();
    private Ending ending = new Ending.Broken("it gave no outcome");

    OpenReplays(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
        requests.forEach(request -> open.put(request.id(), request));
        this.finished = finished;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    List<ReplayRequest> requests() {
        return List.copyOf(open.values());
    }

    /** How the last attempt ended. */
    Ending ending() {
        return ending;
    }

    void endedBy(Ending newEnding) {
        ending = newEnding;
    }

    /** Takes an outcome, unless there is one already. */
    void finish(ReplayOutcome outcome) {
        if (open.remove(outcome.id()) != null) {
            finished.accept(outcome);
        }
    }

    /** Gives a replay that is still open the last ending for an outcome. */
    void fail(ReplayRequest request, Function<Ending, EngineProblem> inWords) {
        if (open.containsKey(request.id())) {
            finish(new ReplayOutcome(
                    request.id(),
                    Map.of(),
                    List.of(),
                    0,
                    List.of(inWords.apply(ending)),
                    Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** Gives all replays that are still open the last ending for an outcome. */
    void failAll(Function<Ending, EngineProblem> inWords) {
        requests().forEach(request -> fail(request, inWords));
    }
}
