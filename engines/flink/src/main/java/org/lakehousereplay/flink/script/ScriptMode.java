package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;

/**
 * The mode in which scripts run. For the packages of this engine.
 *
 * @param mode the mode
 * @param problems what is wrong with the scripts' own choice
 */
public record ScriptMode(ReplayMode mode, List<EngineProblem> problems) {

    private static final String KEY = "execution.runtime-mode";

    public ScriptMode {
        problems = List.copyOf(problems);
    }

    /**
     * What the caller says, else what the scripts set, else streaming.
     *
     * @param scripts the scripts
     * @param statements their statements
     */
    public static ScriptMode of(PipelineScripts scripts, List<Statement> statements) {
        if (scripts.mode().isPresent()) {
            return new ScriptMode(scripts.mode().get(), List.of());
        }
        Optional<ReplayMode> chosen = Optional.empty();
        List<EngineProblem> problems = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.kind() == StatementKind.SET
                    && statement.node() instanceof SqlSet set
                    && set.getKeyString().equals(KEY)) {
                Optional<ReplayMode> said = mode(set.getValueString());
                if (said.isEmpty()) {
                    problems.add(ScriptProblems.unsupported(
                            statement,
                            KEY + " is " + set.getValueString() + ", which is neither streaming nor batch",
                            "set it to 'streaming' or 'batch', or leave it out"));
                } else if (chosen.isPresent() && !chosen.equals(said)) {
                    problems.add(ScriptProblems.unsupported(
                            statement,
                            "a pipeline runs in one mode, and another one was set before",
                            "make two pipelines of it, or choose one mode by modes: in pipeline.yaml"));
                } else {
                    chosen = said;
                }
            }
        }
        return new ScriptMode(chosen.orElse(ReplayMode.STREAMING), problems);
    }

    private static Optional<ReplayMode> mode(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "streaming" -> Optional.of(ReplayMode.STREAMING);
            case "batch" -> Optional.of(ReplayMode.BATCH);
            default -> Optional.empty();
        };
    }
}
