package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.engine.duckdb.AcceptedRow;
import org.lakehousereplay.engine.duckdb.ReplaySession;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.report.ShownPaths;
import org.lakehousereplay.report.VisibleText;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Accepts what the metrics produce as what is expected of them. Public API.
 *
 * <p>Recorded are the metrics that a fixture already expects; all metrics of a fixture that expects nothing yet; and any
 * metric that the selection names. A file is replaced as a whole and only when something in it moves; rows that did not
 * move keep their text and their place, so that the difference in version control is the difference of the metric.
 */
public final class Recording {

    private final Project project;
    private final Selection selection;
    private final Verification verification;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics are recorded
     * @param limits what the run may use
     * @param progress hears how far it is
     */
    public Recording(Project project, Selection selection, Limits limits, Progress progress) {
        this.project = project;
        this.selection = selection;
        this.verification = new Verification(project, selection, limits, progress);
    }

    /**
     * Replays and records.
     *
     * @throws ProblemException when nothing can run, or a file cannot be written
     */
    public RecordingResult run() {
        List<RecordedFile> files = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        RunReport report =
                verification.replay(List.of(), (session, pipelines, reading) -> record(session, files, refused));
        return new RecordingResult(files, refused, report);
    }

    private void record(ReplaySession session, List<RecordedFile> files, List<String> refused) {
        for (FixtureResult result : session.results()) {
            Fixture fixture = session.fixture(result.id());
            boolean expectsNothing = fixture.expectations().isEmpty();
            for (MetricResult metric : result.metrics()) {
                boolean wanted = metric.expectedFile().isPresent()
                        || expectsNothing
                        || !selection.metrics().isEmpty();
                if (wanted) {
                    recordMetric(session, fixture, metric, files, refused);
                }
            }
        }
    }

    private void recordMetric(
            ReplaySession session,
            Fixture fixture,
            MetricResult result,
            List<RecordedFile> files,
            List<String> refused) {
        String title = VisibleText.ofName(result.metric()) + " [" + VisibleText.ofName(fixture.id()) + "]";
        Model model = session.metric(fixture, result.metric());
        Optional<ExpectedFile> expected = session.expectation(fixture, result.metric());
        if (session.failed(fixture, result.metric())) {
            refused.add(title + " was not recorded, because it has no output: "
                    + result.problems().stream().map(paths()::render).collect(Collectors.joining(" ")));
            return;
        }
        if (result.findings().stream().anyMatch(finding -> !finding.acceptable())) {
            refused.add(
                    title + " was not recorded, because its output contradicts the @metric header: a key is repeated,"
                            + " a window is not aligned to its size, or rows break a check. Mend "
                            + paths().show(model.file()));
            return;
        }
        if (result.status() == Status.PASSED) {
            files.add(new RecordedFile(
                    expected.orElseThrow().path(),
                    fixture.id(),
                    model.name(),
                    RecordedFile.Change.UNCHANGED,
                    result.expectedRows(),
                    0));
            return;
        }
        List<AcceptedRow> rows = session.rows(fixture, result.metric());
        ExpectedText text;
        Path path;
        if (expected.isEmpty()) {
            path = fixture.directory().resolve("expected").resolve(model.name() + DataFormat.CSV.suffix());
            text = ExpectedText.fresh(model, rows);
        } else {
            path = expected.get().path();
            boolean further = fixture.settings().allowsFurtherRows(model.name());
            text = result.status() == Status.FAILED && comparable(result)
                    ? ExpectedText.updated(model, expected.get(), rows, further)
                    : ExpectedText.rewritten(model, expected.get(), rows);
        }
        write(path, text.text());
        files.add(new RecordedFile(
                path,
                fixture.id(),
                model.name(),
                expected.isEmpty() ? RecordedFile.Change.CREATED : RecordedFile.Change.UPDATED,
                text.rows(),
                text.changedRows()));
    }

    private ShownPaths paths() {
        return new ShownPaths(project.baseDirectory());
    }

    /** Whether rows of the expected file can be told apart, so that those that did not move can stay. */
    private static boolean comparable(MetricResult result) {
        return result.findings().stream()
                .noneMatch(finding ->
                        finding instanceof Finding.MissingColumns || finding instanceof Finding.DuplicateKeys);
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            AtomicText.write(path, text);
        } catch (IOException exception) {
            throw new ProblemException(Problem.at(
                    Location.of(path),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the expected file cannot be written: " + exception.getMessage(),
                    ""));
        }
    }
}
