package org.lakehousereplay.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.EngineSettings;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.LakeTableFormat;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayEngine;
import org.lakehousereplay.spi.ReplayOutcome;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.ScriptMutant;

/**
 * An engine of scripts that is DuckDB again: small, in process, and still an engine in its own right.
 *
 * <p>A script declares sources by {@code CREATE TABLE}, sinks by {@code CREATE TABLE} and {@code INSERT INTO}, and
 * queries by {@code CREATE VIEW} or a {@code SELECT}. {@code COMMENT ON COLUMN orders.paid_at IS 'watermark 10 seconds'}
 * declares event time. In streaming mode rows behind the watermark are dropped; in batch mode, which is the default,
 * none is. After each increment all outputs are computed anew, and what changed is emitted.
 */
public final class DuckDbScriptEngine implements ReplayEngine {

    /** Its name in {@code pipeline.yaml}. */
    public static final String NAME = "script";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineSession open(EngineSettings settings) {
        return new Session();
    }

    /** Engines of which this is the only one. */
    public static Counted engines() {
        return new Counted();
    }

    /** Offers the engine, and counts what is asked of it. */
    public static final class Counted implements Engines {

        private final EngineSession session = new Session();
        private final List<ReplayRequest> requests = new ArrayList<>();
        private Optional<String> unbearable = Optional.empty();

        /** Breaks from now on over every replay whose scripts have some text in them. */
        public void breakOver(String text) {
            unbearable = Optional.of(text);
        }

        private void breakOver(List<ReplayRequest> asked) {
            boolean broken = asked.stream()
                    .flatMap(request -> request.scripts().scripts().stream())
                    .anyMatch(
                            script -> unbearable.filter(script.text()::contains).isPresent());
            if (broken) {
                throw new IllegalStateException("the engine broke");
            }
        }

        /** The replays that were asked for, in order. */
        public List<ReplayRequest> requests() {
            return List.copyOf(requests);
        }

        @Override
        public EngineSession engine(String name) throws EngineUnavailableException {
            if (!name.equals(NAME)) {
                throw new EngineUnavailableException(
                        "its artifact cannot be resolved", "Connect to the network, or name another coordinate");
            }
            return new EngineSession() {
                @Override
                public String version() {
                    return session.version();
                }

                @Override
                public PipelineReading read(PipelineScripts scripts) {
                    return session.read(scripts);
                }

                @Override
                public List<ScriptMutant> mutants(PipelineScripts scripts) {
                    return session.mutants(scripts);
                }

                @Override
                public void replay(List<ReplayRequest> asked, Consumer<ReplayOutcome> finished) {
                    requests.addAll(asked);
                    breakOver(asked);
                    session.replay(asked, finished);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }

        @Override
        public LakeTableFormat tableFormat(String name) throws EngineUnavailableException {
            return Engines.none().tableFormat(name);
        }

        @Override
        public List<String> engineNames() {
            return List.of(NAME, "absent");
        }

        @Override
        public List<String> tableFormatNames() {
            return List.of();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static final class Session implements EngineSession {

        @Override
        public String version() {
            return "DuckDB scripts";
        }

        @Override
        public PipelineReading read(PipelineScripts scripts) {
            try (ScriptRun run = new ScriptRun(scripts)) {
                return run.reading();
            }
        }

        @Override
        public List<ScriptMutant> mutants(PipelineScripts scripts) {
            return new ScriptMutants(scripts).make();
        }

        @Override
        public void replay(List<ReplayRequest> requests, Consumer<ReplayOutcome> finished) {
            for (ReplayRequest request : requests) {
                long start = System.nanoTime();
                try (ScriptRun run = new ScriptRun(request.scripts())) {
                    finished.accept(new ScriptReplayRun(run, request).run(start));
                }
            }
        }

        @Override
        public void close() {
            // Every run closes its own database.
        }
    }
}
