package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Optional;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.Script;

/** What executes a pipeline. For readers of pipelines inside this library. */
public sealed interface Execution {

    /** DuckDB's name in {@code pipeline.yaml}. */
    String DUCKDB = "duckdb";

    /** The name of the engine, as {@code pipeline.yaml} gives it. */
    String engine();

    /** The scripts and the engine that runs them; empty when DuckDB runs the models in this process. */
    Optional<ByEngine> external();

    /** DuckDB in this process runs each model. */
    record InProcess() implements Execution {

        @Override
        public String engine() {
            return DUCKDB;
        }

        @Override
        public Optional<ByEngine> external() {
            return Optional.empty();
        }
    }

    /**
     * Another engine runs the scripts as a whole.
     *
     * @param engine its name
     * @param scripts the scripts, in the order in which they run
     * @param mode the mode that overrides what the scripts say
     */
    record ByEngine(String engine, List<Script> scripts, Optional<ReplayMode> mode) implements Execution {

        public ByEngine {
            scripts = List.copyOf(scripts);
        }

        @Override
        public Optional<ByEngine> external() {
            return Optional.of(this);
        }
    }
}
