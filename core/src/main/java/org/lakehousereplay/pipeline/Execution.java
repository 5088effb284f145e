package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Map;
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
     * @param outputs what the rows of each model are made of, by its name
     */
    record ByEngine(String engine, List<Script> scripts, Optional<ReplayMode> mode, Map<String, Output> outputs)
            implements Execution {

        public ByEngine {
            scripts = List.copyOf(scripts);
            outputs = Map.copyOf(outputs);
        }

        /** What the rows of a model are made of. */
        public Output output(Model model) {
            return outputs.get(model.name());
        }

        ByEngine withOutputs(Map<String, Output> found) {
            return new ByEngine(engine, scripts, mode, found);
        }

        @Override
        public Optional<ByEngine> external() {
            return Optional.of(this);
        }
    }

    /**
     * An output of the engine, which the rows of a model are made of.
     *
     * @param name its name
     * @param columns its columns, in order
     * @param primaryKey its primary key; empty without one
     * @param changelog whether each change is a row of the model, instead of the table that the changes lead to
     */
    record Output(String name, List<Column> columns, List<String> primaryKey, boolean changelog) {

        /** What the name of a metric of changes ends in, behind the name of the metric. */
        public static final String CHANGELOG = ".changelog";

        /** The column of a changelog with the number of the change among those of its key. */
        public static final String CHANGE = "change";

        /** The column of a changelog with the row kind. */
        public static final String KIND = "op";

        public Output {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
        }
    }
}
