package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlText;

/**
 * The SQL files that one engine reads: those without the name of an engine before their ending, and those with its own.
 *
 * @param dialect the name of the engine before the ending, with a full stop in front; empty where files have none
 * @param sources {@code sources.sql}, if it is there
 * @param models the other files, in the order in which scripts run
 */
record DialectFiles(String dialect, Optional<Path> sources, List<Path> models) {

    static final String SOURCES = "sources.sql";
    private static final String ENDING = ".sql";

    DialectFiles {
        models = List.copyOf(models);
    }

    static DialectFiles of(PipelineFiles files, EngineSettings settings, String engine, List<Problem> problems) {
        String dialect = settings.dialects() ? "." + engine : "";
        List<Path> chosen = new ArrayList<>(files.scripts());
        if (settings.dialects()) {
            for (String other : settings.engineNames()) {
                if (!other.equals(engine)) {
                    chosen.removeIf(file -> String.valueOf(file.getFileName()).endsWith("." + other + ENDING));
                }
            }
        }
        Optional<Path> sources = Optional.empty();
        for (Path file : List.copyOf(chosen)) {
            String name = String.valueOf(file.getFileName());
            boolean top = files.directory().equals(file.getParent());
            if (top && (name.equals(SOURCES) || name.equals("sources" + dialect + ENDING))) {
                chosen.remove(file);
                if (sources.isPresent()) {
                    problems.add(Problem.at(
                            Location.of(file),
                            ErrorCode.MODEL_DUPLICATE,
                            "The sources of " + engine + " stand in two files, the other is " + sources.get(),
                            "Keep one of them"));
                }
                sources = Optional.of(file);
            }
        }
        DialectFiles byPath = new DialectFiles(dialect, sources, chosen);
        return settings.scripts().isEmpty() || engine.equals(Execution.DUCKDB)
                ? byPath
                : byPath.ordered(files.directory(), settings.scripts(), files.scripts(), problems);
    }

    private DialectFiles ordered(Path directory, List<YamlText> order, List<Path> all, List<Problem> problems) {
        List<String> names = all.stream().map(file -> shown(directory, file)).toList();
        List<Path> own = scripts();
        List<Path> ordered = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (YamlText entry : order) {
            if (!names.contains(entry.text())) {
                String guess = Spelling.didYouMean(entry.text(), names);
                problems.add(Problem.at(
                        entry.location(),
                        ErrorCode.FILE_MISSING,
                        "There is no script `" + entry.text() + "`",
                        guess.isEmpty() ? "Write paths from the pipeline directory on" : guess));
            } else if (!listed.add(entry.text())) {
                problems.add(Problem.at(
                        entry.location(),
                        ErrorCode.YAML_WRONG_VALUE,
                        "The script `" + entry.text() + "` is named twice",
                        "Keep one of them"));
            } else {
                own.stream()
                        .filter(file -> shown(directory, file).equals(entry.text()))
                        .forEach(ordered::add);
            }
        }
        for (Path file : own) {
            if (!listed.contains(shown(directory, file))) {
                problems.add(Problem.at(
                        Location.of(file),
                        ErrorCode.PIPELINE_ORPHAN_FILE,
                        "The file `" + shown(directory, file) + "` is not among the `scripts` of pipeline.yaml",
                        "Add it where it runs, or remove it"));
            }
        }
        return new DialectFiles(dialect, Optional.empty(), ordered);
    }

    private static String shown(Path directory, Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    /** All files in the order in which scripts run: declarations first. */
    List<Path> scripts() {
        List<Path> scripts = new ArrayList<>();
        sources.ifPresent(scripts::add);
        scripts.addAll(models);
        return scripts;
    }

    /** The name of the model of a file. */
    String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.length() - ENDING.length());
        return !dialect.isEmpty() && stem.endsWith(dialect)
                ? stem.substring(0, stem.length() - dialect.length())
                : stem;
    }
}
