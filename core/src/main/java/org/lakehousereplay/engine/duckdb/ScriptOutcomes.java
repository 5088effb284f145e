package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;

/** Has an engine replay changed scripts, any of which may be the end of the engine. */
final class ScriptOutcomes {

    private final EngineSession engine;

    ScriptOutcomes(EngineSession engine) {
        this.engine = engine;
    }

    /**
     * What came of a replay.
     *
     * @param id the identifier of the replay
     * @param outcome what came out; empty when the engine broke over it
     */
    record Answer(String id, Optional<ReplayOutcome> outcome) {}

    /** Replays all, in the order of the requests. When the engine breaks, those without an outcome are replayed alone. */
    List<Answer> replay(List<ReplayRequest> requests) {
        Map<String, ReplayOutcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
        if (!replayed(requests, outcomes)) {
            requests.stream()
                    .filter(request -> !outcomes.containsKey(request.id()))
                    .forEach(request -> replayed(List.of(request), outcomes));
        }
        List<Answer> answers = new ArrayList<>();
        for (ReplayRequest request : requests) {
            answers.add(new Answer(request.id(), Optional.ofNullable(outcomes.get(request.id()))));
        }
        return answers;
    }

    private boolean replayed(List<ReplayRequest> requests, Map<String, ReplayOutcome> outcomes) {
        try {
            engine.replay(requests, outcome -> outcomes.put(outcome.id(), outcome));
            return true;
        } catch (RuntimeException broken) {
            return false;
        }
    }
}
