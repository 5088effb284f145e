package org.lakehousereplay.flink.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.PipelineReading;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayMode;
import org.lakehousereplay.spi.Script;

/**
 * Reads scripts without running a job: their declarations run in a session of their own, everything that writes or asks
 * is planned. For the packages of this engine. Safe for use by several threads.
 */
public final class ScriptReader {

    private static final int REMEMBERED = 64;

    private final Path directory;
    private final Map<PipelineScripts, ScriptReading> lately = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PipelineScripts, ScriptReading> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param directory where the warehouses of Paimon catalogs lie for a moment
     */
    public ScriptReader(Path directory) {
        this.directory = directory;
    }

    /** Reads the scripts of a pipeline; what was read lately is remembered. */
    public ScriptReading read(PipelineScripts scripts) {
        Optional<ScriptReading> known = remembered(scripts);
        if (known.isPresent()) {
            return known.get();
        }
        ScriptReading reading = readAnew(scripts);
        synchronized (lately) {
            lately.put(scripts, reading);
        }
        return reading;
    }

    /** Whether nothing is wrong with scripts, which are not remembered. */
    public boolean accepts(PipelineScripts scripts) {
        return readAnew(scripts).reading().problems().isEmpty();
    }

    /**
     * Plans other texts of statements in their place, which costs much less than to read the scripts with each of them.
     *
     * @param scripts scripts without problems
     * @param variants other texts for statements that write or ask
     * @return those that can be planned
     */
    public Set<StatementVariant> accepted(PipelineScripts scripts, Collection<StatementVariant> variants) {
        List<Statement> statements = new ArrayList<>();
        scripts.scripts()
                .forEach(script -> statements.addAll(ScriptParser.parse(script).statements()));
        return inSession(scripts, ScriptMode.of(scripts, statements).mode(), run -> {
            Set<StatementVariant> accepted = new HashSet<>();
            for (Statement statement : statements) {
                variants.stream()
                        .filter(variant -> variant.file().equals(statement.file())
                                && variant.start() == statement.start()
                                && run.accepts(statement, variant.sql()))
                        .forEach(accepted::add);
                run.take(statement);
            }
            return accepted;
        });
    }

    private Optional<ScriptReading> remembered(PipelineScripts scripts) {
        synchronized (lately) {
            return Optional.ofNullable(lately.get(scripts));
        }
    }

    private ScriptReading readAnew(PipelineScripts scripts) {
        List<Statement> statements = new ArrayList<>();
        List<EngineProblem> problems = new ArrayList<>();
        for (Script script : scripts.scripts()) {
            ParsedScript parsed = ScriptParser.parse(script);
            statements.addAll(parsed.statements());
            problems.addAll(parsed.problems());
        }
        ScriptMode mode = ScriptMode.of(scripts, statements);
        problems.addAll(mode.problems());
        if (!problems.isEmpty()) {
            return new ScriptReading(
                    new PipelineReading(List.of(), List.of(), problems), List.of(), mode.mode(), List.of());
        }
        return plan(scripts, statements, mode.mode());
    }

    private ScriptReading plan(PipelineScripts scripts, List<Statement> statements, ReplayMode mode) {
        return inSession(scripts, mode, run -> {
            statements.forEach(run::take);
            return run.result(statements, mode);
        });
    }

    private <T> T inSession(PipelineScripts scripts, ReplayMode mode, Function<PlanningRun, T> work) {
        try {
            Path warehouses = Files.createTempDirectory(Files.createDirectories(directory), "read");
            try {
                TableEnvironmentImpl environment = environment(scripts, mode);
                try {
                    return work.apply(new PlanningRun(environment, new ScriptCatalogs(warehouses)));
                } finally {
                    environment.getCatalogManager().close();
                }
            } finally {
                delete(warehouses);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static TableEnvironmentImpl environment(PipelineScripts scripts, ReplayMode mode) {
        EnvironmentSettings.Builder settings =
                EnvironmentSettings.newInstance().withConfiguration(SessionSettings.of(scripts.timeZone()));
        return TableEnvironmentImpl.create(
                (mode == ReplayMode.BATCH ? settings.inBatchMode() : settings.inStreamingMode()).build());
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
