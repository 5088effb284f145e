package org.lakehousereplay.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * What {@code pipeline.yaml} says about engines.
 *
 * @param engines the engines as they are written, the primary one first; empty when it says nothing
 * @param modes the modes, the primary one first; empty when they are left to the scripts
 * @param scripts the scripts in the order in which they run; empty when that follows from their paths
 */
record EngineSettings(List<YamlText> engines, List<ReplayMode> modes, List<YamlText> scripts) {

    /** What holds where nothing is said. */
    static final EngineSettings DEFAULT = new EngineSettings(List.of(), List.of(), List.of());

    private static final List<String> MODES = List.of("streaming", "batch");

    EngineSettings {
        engines = List.copyOf(engines);
        modes = List.copyOf(modes);
        scripts = List.copyOf(scripts);
    }

    /**
     * One way to run the pipeline.
     *
     * @param engine the name of the engine
     * @param mode the mode, if one is asked for
     * @param label tells it from the primary one; empty for that
     */
    record Run(String engine, Optional<ReplayMode> mode, String label) {

        boolean inProcess() {
            return engine.equals(Execution.DUCKDB);
        }
    }

    /** Whether files may have the name of an engine before their ending. */
    boolean dialects() {
        return !engines.isEmpty();
    }

    List<String> engineNames() {
        return engines.isEmpty()
                ? List.of(Execution.DUCKDB)
                : engines.stream().map(YamlText::text).toList();
    }

    /** The ways to run the pipeline, the primary one first. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (String engine : engineNames()) {
            List<Optional<ReplayMode>> ofEngine = engine.equals(Execution.DUCKDB) || modes.isEmpty()
                    ? List.of(Optional.empty())
                    : modes.stream().map(Optional::of).toList();
            for (Optional<ReplayMode> mode : ofEngine) {
                runs.add(new Run(engine, mode, runs.isEmpty() ? "" : label(engine, mode)));
            }
        }
        return runs;
    }

    private String label(String engine, Optional<ReplayMode> mode) {
        if (mode.isEmpty() || modes.size() == 1) {
            return engine;
        }
        String name = name(mode.get());
        return engine.equals(engineNames().get(0)) ? name : engine + " " + name;
    }

    static String name(ReplayMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static EngineSettings read(YamlMapping root, List<String> available, List<Problem> problems) {
        List<YamlText> engines = engines(root, available, problems);
        List<ReplayMode> modes = new ArrayList<>();
        for (YamlText mode : root.texts("modes").orElse(List.of())) {
            if (!MODES.contains(mode.text())) {
                wrong(problems, mode, "There is no mode `" + mode.text() + "`", "Write streaming or batch");
            } else if (modes.contains(ReplayMode.valueOf(mode.text().toUpperCase(Locale.ROOT)))) {
                wrong(problems, mode, "The mode `" + mode.text() + "` is named twice", "Keep one of them");
            } else {
                modes.add(ReplayMode.valueOf(mode.text().toUpperCase(Locale.ROOT)));
            }
        }
        List<YamlText> scripts = root.texts("scripts").orElse(List.of());
        boolean duckDbAlone = engines.stream().allMatch(engine -> engine.text().equals(Execution.DUCKDB));
        for (String key : List.of("modes", "scripts")) {
            if (duckDbAlone && root.has(key)) {
                root.wrongValue(
                        key,
                        "is for pipelines of scripts, and DuckDB runs models",
                        "Remove it, or name another engine");
            }
        }
        return new EngineSettings(engines, modes, scripts);
    }

    private static List<YamlText> engines(YamlMapping root, List<String> available, List<Problem> problems) {
        List<YamlText> named = new ArrayList<>(root.texts("engines").orElse(List.of()));
        Optional<YamlText> one = root.text("engine");
        if (one.isPresent() && root.has("engines")) {
            root.wrongValue("engines", "stands beside `engine`", "Keep one of them");
            return List.of(one.get());
        }
        one.ifPresent(named::add);
        List<String> known = new ArrayList<>(List.of(Execution.DUCKDB));
        known.addAll(available);
        List<YamlText> engines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlText engine : named) {
            if (!known.contains(engine.text())) {
                String guess = Spelling.didYouMean(engine.text(), known);
                problems.add(Problem.at(
                        engine.location(),
                        ErrorCode.CONFIGURATION_INVALID,
                        "The engine `" + engine.text() + "` is not supported",
                        (guess.isEmpty() ? "" : guess + " ") + "Supported engines: " + String.join(", ", known)));
            } else if (!seen.add(engine.text())) {
                wrong(problems, engine, "The engine `" + engine.text() + "` is named twice", "Keep one of them");
            } else {
                engines.add(engine);
            }
        }
        return engines;
    }

    private static void wrong(List<Problem> problems, YamlText word, String message, String remedy) {
        problems.add(Problem.at(word.location(), ErrorCode.YAML_WRONG_VALUE, message, remedy));
    }
}
