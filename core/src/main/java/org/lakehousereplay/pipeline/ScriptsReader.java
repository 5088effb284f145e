package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.Engines;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.yaml.YamlText;

/** Reads a pipeline of scripts through the engine that runs them. Used once for each way to run a pipeline. */
final class ScriptsReader {

    private final ScratchDatabase database;
    private final Engines engines;
    private final String name;
    private final Path directory;
    private final String schemaPrefix;
    private final PipelineSettings settings;
    private final List<Problem> problems;

    ScriptsReader(
            ScratchDatabase database,
            Engines engines,
            String name,
            Path directory,
            String schemaPrefix,
            PipelineSettings settings,
            List<Problem> problems) {
        this.database = database;
        this.engines = engines;
        this.name = name;
        this.directory = directory;
        this.schemaPrefix = schemaPrefix;
        this.settings = settings;
        this.problems = problems;
    }

    /** The pipeline; empty when something is wrong with it, which is told. */
    Optional<Pipeline> read(EngineSettings.Run run, DialectFiles files) {
        int before = problems.size();
        List<Script> scripts = texts(files);
        if (problems.size() > before) {
            return Optional.empty();
        }
        Execution.ByEngine execution = new Execution.ByEngine(run.engine(), scripts, run.mode(), Map.of());
        Optional<org.lakehousereplay.spi.PipelineReading> declared =
                ask(run.engine(), new PipelineScripts(name, scripts, settings.timeZone(), run.mode()));
        declared.ifPresent(
                found -> found.problems().forEach(problem -> problems.add(ScriptProblem.of(problem, whole()))));
        if (declared.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        Optional<Pipeline> pipeline = bind(execution, declared.get());
        return problems.size() > before ? Optional.empty() : pipeline;
    }

    private List<Script> texts(DialectFiles files) {
        List<Script> scripts = new ArrayList<>();
        for (Path file : files.scripts()) {
            try {
                scripts.add(new Script(file, TextFile.read(file)));
            } catch (ProblemException unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        if (files.scripts().isEmpty()) {
            problems.add(Problem.at(
                    whole(),
                    ErrorCode.SCRIPTS_MISSING,
                    "The pipeline has no script",
                    "Put the .sql files that the engine runs into its directory"));
        }
        return scripts;
    }

    private Optional<org.lakehousereplay.spi.PipelineReading> ask(String engine, PipelineScripts scripts) {
        Location place = settings.engines().engines().stream()
                .filter(named -> named.text().equals(engine))
                .map(YamlText::location)
                .findFirst()
                .orElse(whole());
        try {
            return Optional.of(engines.engine(engine).read(scripts));
        } catch (EngineUnavailableException unavailable) {
            problems.add(Problem.at(
                    place,
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "The engine `" + engine + "` cannot be had: " + unavailable.getMessage(),
                    unavailable.remedy()));
        } catch (RuntimeException broken) {
            problems.add(ScriptProblem.broken(engine, place, broken));
        }
        return Optional.empty();
    }

    private Optional<Pipeline> bind(Execution.ByEngine execution, org.lakehousereplay.spi.PipelineReading declared) {
        try {
            database.useNewSchema(schemaPrefix + "tables");
            ScriptTables tables = new ScriptTables(database, execution, directory, problems);
            List<Source> sources = new SourceSettings(settings, problems).apply(tables.sources(declared.sources()));
            List<Model> models = tables.models(declared.outputs(), sources);
            tables.rejectStrayHeaders(declared);
            database.useSchema("main");
            database.execute("DROP SCHEMA " + schemaPrefix + "tables CASCADE");
            return Optional.of(new Pipeline(
                    name,
                    directory,
                    settings.timeZone(),
                    sources,
                    models,
                    execution.withOutputs(tables.outputs()),
                    List.of()));
        } catch (SqlFailure failure) {
            problems.add(Problem.at(
                    whole(),
                    ErrorCode.ENGINE_FAILED,
                    "The engine " + execution.engine() + " declares a table that the replay store cannot hold: "
                            + failure.error().message(),
                    "Report it to the makers of the engine"));
            return Optional.empty();
        }
    }

    private Location whole() {
        return Location.of(directory);
    }
}
