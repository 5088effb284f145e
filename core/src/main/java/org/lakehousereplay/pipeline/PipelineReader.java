package org.lakehousereplay.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Reads a directory of pipelines. Public API: the first step of every run.
 *
 * <p>All problems of all pipelines are collected; one pipeline's problem hides nothing of another.
 */
public final class PipelineReader {

    /** How long the engine may take to read a statement; what is sound takes milliseconds. */
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(10);

    private final ScratchDatabase database;
    private final Path directory;
    private final String name;
    private final String schemaPrefix;
    private final Engines engines;
    private final List<Problem> problems = new ArrayList<>();

    private PipelineReader(ScratchDatabase database, Engines engines, Path directory, int number) {
        this.database = database;
        this.engines = engines;
        this.directory = directory;
        this.name = String.valueOf(directory.getFileName());
        this.schemaPrefix = "_lakehouse_pipeline_" + number + "_";
    }

    /**
     * Reads every pipeline below a directory; each visible sub-directory is one.
     *
     * @param pipelineDirectory the directory, usually {@code src/main/lakehouse}
     * @throws ProblemException when the directory is missing or holds no pipeline
     */
    public static PipelineReading read(Path pipelineDirectory) {
        return read(pipelineDirectory, Engines.none());
    }

    /**
     * Reads every pipeline below a directory; each visible sub-directory is one.
     *
     * @param pipelineDirectory the directory, usually {@code src/main/lakehouse}
     * @param engines the engines that pipelines may ask for beside DuckDB
     * @throws ProblemException when the directory is missing or holds no pipeline
     */
    public static PipelineReading read(Path pipelineDirectory, Engines engines) {
        return read(pipelineDirectory, engines, STATEMENT_LIMIT);
    }

    /** The same with another limit on the time that DuckDB may take to read a statement. */
    static PipelineReading read(Path pipelineDirectory, Engines engines, Duration limit) {
        Map<String, List<Problem>> broken = new LinkedHashMap<>();
        List<Path> directories = pipelineDirectories(pipelineDirectory, broken);
        if (directories.isEmpty() && broken.isEmpty()) {
            throw missing(
                    pipelineDirectory,
                    "The directory holds no pipeline",
                    "Make a sub-directory for each pipeline, with a sources.sql in it");
        }
        List<Pipeline> pipelines = new ArrayList<>();
        ScratchDatabase database = ScratchDatabase.open(limit);
        try {
            for (int number = 0; number < directories.size(); number++) {
                PipelineReader reader = new PipelineReader(database, engines, directories.get(number), number);
                reader.read().ifPresentOrElse(pipelines::add, () -> broken.put(reader.name, reader.sortedProblems()));
                if (database.lost()) {
                    database.close();
                    database = ScratchDatabase.open(limit);
                }
            }
        } finally {
            database.close();
        }
        return new PipelineReading(pipelines, broken);
    }

    private static List<Path> pipelineDirectories(Path pipelineDirectory, Map<String, List<Problem>> broken) {
        if (!Files.isDirectory(pipelineDirectory)) {
            boolean occupied = Files.exists(pipelineDirectory);
            throw missing(
                    pipelineDirectory,
                    occupied ? "The pipeline directory is a file" : "The pipeline directory does not exist",
                    "Create it, or set lakehouse.pipelineDirectory to the directory that holds the pipelines");
        }
        List<Path> directories = new ArrayList<>();
        try {
            for (Path entry : PipelineFiles.entries(pipelineDirectory)) {
                String name = String.valueOf(entry.getFileName());
                if (Files.isSymbolicLink(entry) && PipelineFiles.leaves(pipelineDirectory, entry)) {
                    broken.put(name, List.of(PipelineFiles.outside(entry, "directory of pipelines")));
                } else if (Files.isDirectory(entry)) {
                    directories.add(entry);
                } else if (!PipelineFiles.isDocumentation(name)) {
                    broken.put(name, List.of(orphan(entry, name)));
                }
            }
        } catch (IOException failure) {
            throw new ProblemException(PipelineFiles.unreadable(pipelineDirectory, failure));
        }
        return directories;
    }

    private static Problem orphan(Path file, String name) {
        return Problem.at(
                Location.of(file),
                ErrorCode.PIPELINE_ORPHAN_FILE,
                "The file `" + name + "` is in no pipeline",
                "Move it into the directory of its pipeline, or remove it");
    }

    private static ProblemException missing(Path directory, String message, String remedy) {
        return new ProblemException(Problem.at(Location.of(directory), ErrorCode.PIPELINES_MISSING, message, remedy));
    }

    private Optional<Pipeline> read() {
        PipelineFiles files = PipelineFiles.scan(directory, problems);
        PipelineSettings settings = files.settings()
                .flatMap(file -> attempt(() -> PipelineSettings.read(file, engines.engineNames(), problems)))
                .orElse(PipelineSettings.DEFAULT);
        List<Pipeline> ways = new ArrayList<>();
        List<EngineSettings.Run> runs = settings.engines().runs();
        for (EngineSettings.Run run : runs) {
            DialectFiles dialect = DialectFiles.of(files, settings.engines(), run.engine(), problems);
            Optional<Pipeline> way = run.inProcess()
                    ? readModels(dialect, settings)
                    : new ScriptsReader(database, engines, name, directory, schemaPrefix, settings, problems)
                            .read(run, dialect);
            way.ifPresent(ways::add);
        }
        if (!problems.isEmpty() || ways.size() < runs.size()) {
            return Optional.empty();
        }
        List<Counterpart> counterparts = new ArrayList<>();
        for (int index = 1; index < runs.size(); index++) {
            counterparts.add(
                    new CounterpartCheck(ways.get(0), problems).check(runs.get(index).label(), ways.get(index)));
        }
        Pipeline pipeline = ways.get(0).withCounterparts(counterparts);
        new LawCheck(pipeline, problems::add).checkHeaders();
        return problems.isEmpty() ? Optional.of(pipeline) : Optional.empty();
    }

    private Optional<Pipeline> readModels(DialectFiles files, PipelineSettings settings) {
        List<ModelDraft> drafts = new ArrayList<>();
        for (Path file : files.models()) {
            drafts.add(ModelDraft.read(database, directory, file, files.stem(file), problems));
        }
        rejectDuplicates(drafts);
        List<Model> models = new ArrayList<>();
        Optional<List<Source>> sources = Optional.empty();
        try {
            sources = readSources(files, settings);
            if (sources.isPresent()) {
                rejectShadows(drafts, sources.get());
                database.useNewSchema(schemaPrefix + "models");
                models.addAll(ModelBinder.bind(database, sources.get(), drafts, problems));
                discardSchema("models");
            }
        } catch (SqlFailure failure) {
            if (!failure.error().timedOut()) {
                problems.add(SqlProblem.of(directory, "", failure.error(), Location.of(directory)));
            }
        }
        return problems.isEmpty()
                ? Optional.of(new Pipeline(
                        name,
                        directory,
                        settings.timeZone(),
                        sources.orElseThrow(),
                        models,
                        new Execution.InProcess(),
                        List.of()))
                : Optional.empty();
    }

    /**
     * The declared tables. They are made in a schema of their own, which is gone before models are bound: a replay
     * knows the tables and not the types that the script declares beside them.
     */
    private Optional<List<Source>> readSources(DialectFiles files, PipelineSettings settings) throws SqlFailure {
        Optional<Path> file = files.sources();
        if (file.isEmpty()) {
            problems.add(Problem.at(
                    Location.of(directory),
                    ErrorCode.SOURCES_MISSING,
                    "The pipeline has no sources.sql",
                    "Declare its raw tables by CREATE TABLE in " + directory.resolve(DialectFiles.SOURCES)));
        }
        Optional<String> text = file.flatMap(path -> attempt(() -> TextFile.read(path)));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        database.useNewSchema(schemaPrefix + "sources");
        Optional<List<Source>> sources = SourcesReader.read(database, file.get(), text.get(), settings, problems);
        discardSchema("sources");
        return sources;
    }

    private void discardSchema(String suffix) throws SqlFailure {
        database.useSchema("main");
        database.execute("DROP SCHEMA " + schemaPrefix + suffix + " CASCADE");
    }

    private <T> Optional<T> attempt(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (ProblemException unreadable) {
            problems.addAll(unreadable.problems());
            return Optional.empty();
        }
    }

    private void rejectDuplicates(List<ModelDraft> drafts) {
        Map<String, ModelDraft> first = new HashMap<>();
        for (ModelDraft draft : drafts) {
            ModelDraft other = first.putIfAbsent(draft.name().toLowerCase(Locale.ROOT), draft);
            if (other != null) {
                problems.add(Problem.at(
                        Location.of(draft.file()),
                        ErrorCode.MODEL_DUPLICATE,
                        "There is another model `" + draft.name() + "`, in " + other.file(),
                        "Rename one of the files; a model is known by the name of its file, whatever its folder"));
            }
        }
    }

    private void rejectShadows(List<ModelDraft> drafts, List<Source> sources) {
        for (ModelDraft draft : drafts) {
            if (sources.stream().anyMatch(source -> source.name().equalsIgnoreCase(draft.name()))) {
                problems.add(Problem.at(
                        Location.of(draft.file()),
                        ErrorCode.MODEL_DUPLICATE,
                        "The model `" + draft.name() + "` has the name of a source",
                        "Rename the file, or the table in sources.sql"));
            }
        }
    }

    /** What was asked after one statement had taken too long is not to blame. */
    private void keepFirstTimeout() {
        List<Problem> timeouts = problems.stream()
                .filter(problem -> problem.code() == ErrorCode.QUERY_TIMEOUT)
                .toList();
        if (!timeouts.isEmpty()) {
            problems.removeIf(problem -> problem.code() == ErrorCode.QUERY_TIMEOUT);
            problems.add(timeouts.get(0));
        }
    }

    private List<Problem> sortedProblems() {
        keepFirstTimeout();
        Comparator<Location> byPlace = Comparator.comparing(
                        (Location place) -> place.file().toString())
                .thenComparingInt(Location::line)
                .thenComparingInt(Location::column);
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(problem -> problem.location().orElse(Location.of(directory)), byPlace))
                .toList();
    }

    private interface Reading<T> {

        T read();
    }
}
