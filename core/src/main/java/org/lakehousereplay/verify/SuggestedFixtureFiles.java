package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.FixtureSettings;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Pipeline;

/** Writes fixtures that would notice surviving mutants; the same rows for several mutants are one fixture. */
final class SuggestedFixtureFiles {

    private static final int NAMED_MUTANTS = 3;

    private final Path directory;
    private final Pipeline pipeline;
    private final FixtureSettings base;

    /**
     * @param directory where the fixtures of a pipeline go
     * @param pipeline the pipeline
     * @param base the settings of the fixture that the rows were tried with
     */
    SuggestedFixtureFiles(Path directory, Pipeline pipeline, FixtureSettings base) {
        this.directory = directory;
        this.pipeline = pipeline;
        this.base = base;
    }

    /** The directories that were written, by the identifiers of mutants. */
    Map<String, Path> write(PipelineMutation mutation) {
        Map<Rows, List<Mutant>> alike = new LinkedHashMap<>();
        for (MutantOutcome outcome : mutation.outcomes()) {
            if (outcome.status() == MutantStatus.SURVIVED) {
                outcome.suggestion()
                        .ifPresent(suggestion -> alike.computeIfAbsent(new Rows(suggestion), any -> new ArrayList<>())
                                .add(outcome.mutant()));
            }
        }
        Map<String, Path> written = new HashMap<>();
        alike.forEach((rows, mutants) -> {
            Path fixture = directory.resolve(name(rows.fixture(), mutants.get(0)));
            new FixtureDirectory(fixture).write(files(rows.fixture(), mutants));
            mutants.forEach(mutant -> written.put(mutant.id(), fixture));
        });
        return written;
    }

    /** A suggestion without what the mutant makes of it, which is no part of the fixture. */
    private record Rows(SuggestedFixture fixture) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Rows rows && rows.key().equals(key());
        }

        @Override
        public int hashCode() {
            return key().hashCode();
        }

        private List<Object> key() {
            return List.of(fixture.metric(), fixture.inputs(), fixture.original());
        }
    }

    private static String name(SuggestedFixture fixture, Mutant mutant) {
        return fixture.metric() + "-" + mutant.operator().id()
                + mutant.id().substring(mutant.id().lastIndexOf('/')).replace('/', '-');
    }

    private Map<String, String> files(SuggestedFixture fixture, List<Mutant> mutants) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("fixture.yaml", settings(mutants));
        for (SuggestedFixture.Rows input : fixture.inputs()) {
            List<Column> known = pipeline.source(input.table()).orElseThrow().columns();
            put(files, "input/", input, known);
        }
        List<Column> output = pipeline.metric(fixture.metric()).orElseThrow().output();
        put(files, "expected/", fixture.original(), output);
        return files;
    }

    private static void put(Map<String, String> files, String folder, SuggestedFixture.Rows rows, List<Column> known) {
        List<Column> columns = rows.columns().stream()
                .map(name -> known.stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        DataFormat format = ShrunkFixtureFiles.format(columns);
        files.put(folder + rows.table() + format.suffix(), ShrunkFixtureFiles.rows(columns, rows.rows(), format));
    }

    private String settings(List<Mutant> mutants) {
        String named = mutants.stream()
                .limit(NAMED_MUTANTS)
                .map(mutant -> mutant.words() + " (" + mutant.id() + ")")
                .collect(Collectors.joining("; "));
        String more = mutants.size() > NAMED_MUTANTS ? "; and " + (mutants.size() - NAMED_MUTANTS) + " more" : "";
        List<String> lines = new ArrayList<>();
        lines.add("# Suggested by mvn lakehouse:mutate. The expected rows are what the pipeline puts out today: look"
                + " whether they are right before you keep them.");
        lines.add("description: " + RowText.quoted("Notices that " + named + more));
        base.clock().ifPresent(clock -> lines.add("clock: " + RowText.quoted(clock.toString())));
        lines.add("timeZone: " + RowText.quoted(base.timeZone().getId()));
        return String.join("\n", lines) + "\n";
    }
}
