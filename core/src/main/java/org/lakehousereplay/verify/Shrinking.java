package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.AcceptedRow;
import org.lakehousereplay.engine.duckdb.MetricOutcome;
import org.lakehousereplay.engine.duckdb.OlderVersion;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.engine.duckdb.ShrinkAim;
import org.lakehousereplay.engine.duckdb.ShrunkFixture;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.PipelineReader;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.PipelineResult;
import org.lakehousereplay.run.RunReport;

/**
 * Reduces the input of a fixture to the rows that a wrong result needs, and writes them as a fixture of their own.
 * Public API.
 *
 * <p>Without a baseline it holds on to the first row that a verification finds wrong; with one, to a difference between
 * the baseline and the candidate.
 */
public final class Shrinking {

    private final Project project;
    private final Verification verification;
    private final ShrinkSettings settings;
    private final ShrinkProgress progress;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics come into question; the first that is wrong is shrunk
     * @param limits what the run may use
     * @param settings how it is done
     * @param progress hears how many rows are left
     */
    public Shrinking(
            Project project, Selection selection, Limits limits, ShrinkSettings settings, ShrinkProgress progress) {
        this.project = project;
        this.verification = new Verification(project, selection, limits, Progress.SILENT);
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Shrinks, and writes the new fixture.
     *
     * @throws ProblemException when nothing can run, nothing is wrong that could be held on to, or the new fixture
     *     cannot be written
     */
    public ShrinkResult run() {
        List<OlderVersion> versions = settings.baseline().stream()
                .map(baseline -> new OlderVersion(
                        baseline.label(),
                        PipelineReader.read(baseline.pipelineDirectory(), project.engines())
                                .pipelines()))
                .toList();
        AtomicReference<ShrinkResult> result = new AtomicReference<>();
        AtomicReference<ProblemException> refused = new AtomicReference<>();
        RunReport report = verification.replay(versions, (session, pipelines, fixtures) -> {
            try {
                result.set(shrink(session));
            } catch (ProblemException problem) {
                refused.set(problem);
            }
        });
        if (refused.get() != null) {
            List<Problem> problems = problems(report);
            // What is broken cannot be wrong, and is the better explanation.
            throw problems.isEmpty() ? refused.get() : new ProblemException(problems);
        }
        return result.get();
    }

    private static List<Problem> problems(RunReport report) {
        List<Problem> problems = new ArrayList<>(report.problems());
        for (PipelineResult pipeline : report.pipelines()) {
            problems.addAll(pipeline.problems());
            for (FixtureResult fixture : pipeline.fixtures()) {
                problems.addAll(fixture.problems());
                fixture.metrics().forEach(metric -> problems.addAll(metric.problems()));
            }
        }
        return problems;
    }

    /**
     * Something wrong that can be held on to.
     *
     * @param held what it is, for people
     * @param expectedRow the place of the row in the expected file, if it is expected otherwise
     */
    private record Wrong(Fixture fixture, Model metric, ShrinkAim aim, String held, OptionalLong expectedRow) {}

    private ShrinkResult shrink(ReplaySession session) {
        Wrong wrong = settings.baseline().isPresent()
                ? differing(session, settings.baseline().get())
                : failing(session);
        Path directory = directory(wrong.fixture());
        ShrunkFixtureFiles files = new ShrunkFixtureFiles(directory);
        files.checkReplaceable();
        ShrunkFixture shrunk = session.shrink(
                        wrong.fixture(), wrong.metric(), wrong.aim(), settings.limit(), progress::shrunk)
                .orElseThrow(() -> nothing(
                        wrong.metric().name() + " on " + wrong.fixture().id()
                                + " shows nothing that could be held on to in parts of the input",
                        ""));
        String description = "Shrunk from " + wrong.fixture().id() + ": " + wrong.held();
        files.write(wrong.fixture(), shrunk, description, expectation(wrong, shrunk), furtherRows(wrong, shrunk));
        return new ShrinkResult(
                wrong.fixture().id(),
                wrong.metric().name(),
                wrong.held(),
                directory,
                shrunk.rowsBefore(),
                shrunk.rows(),
                shrunk.minimal(),
                shrunk.trials());
    }

    private Path directory(Fixture fixture) {
        String name = settings.name().orElse(fixture.name() + "-shrunk");
        if (name.isBlank() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    "lakehouse.shrunkName is " + name + ", which is no name of a directory",
                    "Write a plain name such as " + fixture.name() + "-shrunk"));
        }
        return project.fixtureDirectory().resolve(fixture.pipeline()).resolve(name);
    }

    private Wrong differing(ReplaySession session, Baseline baseline) {
        for (MetricOutcome outcome : session.outcomes()) {
            for (Evidence evidence : outcome.evidence()) {
                OutputDifference difference = evidence.difference();
                if (difference.rows() > 0) {
                    return new Wrong(
                            session.fixture(outcome.candidate().name() + "/" + difference.fixture()),
                            outcome.after(),
                            new ShrinkAim.StillDiffers(baseline.label()),
                            outcome.after().name() + " differs from " + baseline.label(),
                            OptionalLong.empty());
                }
            }
        }
        throw nothing(
                "no metric differs from " + baseline.label() + " on the chosen fixtures",
                "Run mvn lakehouse:compare to see which do");
    }

    private Wrong failing(ReplaySession session) {
        boolean missing = false;
        for (FixtureResult result : session.results()) {
            for (MetricResult metric : result.metrics()) {
                for (Finding finding : metric.findings()) {
                    Optional<RowKey> key = key(finding);
                    Fixture fixture = session.fixture(result.id());
                    if (key.isPresent() && !session.isFurther(fixture, metric.metric())) {
                        return failing(session, fixture, metric, key.get());
                    }
                    missing |= finding instanceof Finding.MissingRows;
                }
            }
        }
        throw nothing(
                missing
                        ? "rows are missing and none is wrong, so there is nothing to hold on to"
                        : "no metric has a wrong row on the chosen fixtures",
                missing
                        ? "Name a version that still has them by -Dlakehouse.baseline"
                        : "Name a version to compare with by -Dlakehouse.baseline, or choose a fixture that fails");
    }

    private static Optional<RowKey> key(Finding finding) {
        if (finding instanceof Finding.ChangedCells cells && !cells.first().isEmpty()) {
            return Optional.of(cells.first().get(0).key());
        }
        if (finding instanceof Finding.UnexpectedRows rows && !rows.first().isEmpty()) {
            return Optional.of(rows.first().get(0).key());
        }
        if (finding instanceof Finding.FailedCheck check && !check.first().isEmpty()) {
            return Optional.of(check.first().get(0).key());
        }
        return Optional.empty();
    }

    private static Wrong failing(ReplaySession session, Fixture fixture, MetricResult result, RowKey key) {
        Model metric = session.metric(fixture, result.metric());
        String row = key.cells().stream()
                .map(cell -> cell.column() + " = " + cell.value().orElse("NULL"))
                .collect(Collectors.joining(", "));
        return new Wrong(
                fixture,
                metric,
                new ShrinkAim.RowStays(key),
                metric.name() + " has a wrong row" + (row.isEmpty() ? "" : ", " + row),
                session.rows(fixture, metric.name()).stream()
                        .filter(accepted -> isOf(key, metric, accepted.values()))
                        .map(AcceptedRow::expectedRow)
                        .findFirst()
                        .orElse(OptionalLong.empty()));
    }

    private static boolean isOf(RowKey key, Model metric, List<Optional<String>> values) {
        for (Cell cell : key.cells()) {
            for (int index = 0; index < metric.output().size(); index++) {
                if (metric.output().get(index).name().equalsIgnoreCase(cell.column())
                        && !values.get(index).equals(cell.value())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static ProblemException nothing(String message, String remedy) {
        return new ProblemException(Problem.of(ErrorCode.NOTHING_TO_SHRINK, message, remedy));
    }

    /** The file that makes the new fixture fail in the same way. */
    private static ShrunkFixtureFiles.Expectation expectation(Wrong wrong, ShrunkFixture shrunk) {
        Optional<ExpectedFile> old = wrong.fixture().expectation(wrong.metric().name());
        if (wrong.expectedRow().isPresent()) {
            ExpectedText text = ExpectedText.kept(
                    old.orElseThrow(), List.of(wrong.expectedRow().getAsLong()));
            return new ShrunkFixtureFiles.Expectation(
                    wrong.metric().name(), old.get().format(), text.text());
        }
        List<AcceptedRow> rows = new ArrayList<>();
        for (List<Optional<String>> values : shrunk.outputs()) {
            List<Optional<String>> whole = whole(wrong.metric(), shrunk.outputColumns(), values);
            boolean unexpected =
                    wrong.aim() instanceof ShrinkAim.RowStays stays && isOf(stays.key(), wrong.metric(), whole);
            if (!unexpected) {
                rows.add(new AcceptedRow(OptionalLong.empty(), whole, Set.of()));
            }
        }
        List<String> names = shrunk.outputColumns().stream().map(Column::name).toList();
        return new ShrunkFixtureFiles.Expectation(
                wrong.metric().name(),
                DataFormat.CSV,
                ExpectedText.whole(wrong.metric(), DataFormat.CSV, names, rows).text());
    }

    private static List<Optional<String>> whole(Model metric, List<Column> columns, List<Optional<String>> values) {
        List<Optional<String>> whole = new ArrayList<>();
        for (Column column : metric.output()) {
            int index = columns.indexOf(column);
            whole.add(index < 0 ? Optional.empty() : values.get(index));
        }
        return whole;
    }

    /** Whether the output has more rows than the one that is expected otherwise. */
    private static boolean furtherRows(Wrong wrong, ShrunkFixture shrunk) {
        return wrong.expectedRow().isPresent() && shrunk.outputs().size() > 1;
    }
}
