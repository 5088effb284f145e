package org.lakehousereplay.engine.duckdb;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.fixture.Fixture;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.run.CheckResult;
import org.lakehousereplay.run.FixtureResult;
import org.lakehousereplay.run.InputResult;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.MetricResult;
import org.lakehousereplay.run.Note;
import org.lakehousereplay.run.Status;
import org.lakehousereplay.spi.LateRow;

/** What is known of a fixture while a run goes on; one thread at a time writes it. */
final class FixtureState {

    private final int number;
    private final Fixture fixture;
    private final Workspace workspace;
    private final List<Model> models;
    private final ZoneId zone;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, InputResult> inputs = new LinkedHashMap<>();
    private final Map<String, MetricState> metrics = new LinkedHashMap<>();
    private Workspace.Views views;
    private boolean restarts;
    private Duration duration = Duration.ZERO;
    private List<LateRow> late = List.of();
    private long droppedLate;

    /**
     * @param number tells its rows from those of other fixtures
     * @param fixture the fixture
     * @param workspace the tables of its pipeline
     * @param models the models to run, in dependency order
     */
    FixtureState(int number, Fixture fixture, Workspace workspace, List<Model> models) {
        this(number, fixture, workspace, models, fixture.settings().timeZone());
    }

    /** The state of a fixture in an older version, which may run in another time zone. */
    FixtureState(int number, Fixture fixture, Workspace workspace, List<Model> models, ZoneId zone) {
        this.number = number;
        this.fixture = fixture;
        this.workspace = workspace;
        this.models = List.copyOf(models);
        this.zone = zone;
        this.views = workspace.sharedViews();
        for (Model model : models) {
            metrics.put(model.name(), new MetricState());
        }
    }

    int number() {
        return number;
    }

    Fixture fixture() {
        return fixture;
    }

    Workspace workspace() {
        return workspace;
    }

    List<Model> models() {
        return models;
    }

    ZoneId zone() {
        return zone;
    }

    List<Problem> problems() {
        return problems;
    }

    Map<String, InputResult> inputs() {
        return inputs;
    }

    /** The state of a model or metric that takes part. */
    MetricState metric(Model model) {
        return metrics.get(model.name());
    }

    Workspace.Views views() {
        return views;
    }

    void views(Workspace.Views ownViews) {
        this.views = ownViews;
    }

    /** Whether its pipeline is stopped after each increment and goes on from its saved state. */
    boolean restarts() {
        return restarts;
    }

    void restarts(boolean stopped) {
        this.restarts = stopped;
    }

    Duration duration() {
        return duration;
    }

    void duration(Duration elapsed) {
        this.duration = elapsed;
    }

    /** The rows that came behind the watermark of their source, where the engine tells them. */
    List<LateRow> late() {
        return late;
    }

    /** How many rows windows dropped because they were late. */
    long droppedLate() {
        return droppedLate;
    }

    void late(List<LateRow> rows, long dropped) {
        this.late = List.copyOf(rows);
        this.droppedLate = dropped;
    }

    /** Whether its models can run. */
    boolean runnable() {
        return problems.isEmpty();
    }

    /** Notes of every metric which rows came after their window had closed. */
    void tellLateRows(String on) {
        if (runnable()) {
            models.stream()
                    .filter(Model::isMetric)
                    .forEach(model -> metric(model).notes().addAll(LateNotes.of(this, model, on)));
        }
    }

    /** Takes over the late rows of a further engine or mode. */
    void takeLateRows(FixtureState other) {
        for (Model model : models) {
            MetricState same = other.metrics.get(model.name());
            if (same != null) {
                same.notes().stream()
                        .filter(Note.LateRows.class::isInstance)
                        .forEach(metric(model).notes()::add);
            }
        }
    }

    /**
     * What came out.
     *
     * @param further metrics on further engines or in further modes
     */
    FixtureResult result(List<OlderVersions.Subject> further) {
        List<MetricResult> results = new ArrayList<>();
        if (runnable()) {
            models.stream().filter(Model::isMetric).map(this::metricResult).forEach(results::add);
            further.forEach(subject ->
                    results.add(subject.state().metricResult(subject.model()).named(subject.name())));
        }
        return new FixtureResult(
                fixture.pipeline(),
                fixture.name(),
                fixture.settings().description(),
                fixture.directory(),
                fixture.settings().clock(),
                fixture.settings().timeZone(),
                inputs.values().stream()
                        .sorted(Comparator.comparing(input -> input.source()))
                        .toList(),
                results,
                problems,
                duration);
    }

    private MetricResult metricResult(Model model) {
        MetricState state = metric(model);
        Metric metric = model.metric().orElseThrow();
        Optional<ExpectedFile> expected = fixture.expectation(model.name());
        List<Problem> found = new ArrayList<>(state.problems());
        state.failure().ifPresent(found::add);
        Status status;
        if (!found.isEmpty()) {
            status = Status.ERROR;
        } else if (!state.findings().isEmpty()) {
            status = Status.FAILED;
        } else {
            status = expected.isPresent() ? Status.PASSED : Status.NOT_ASSERTED;
        }
        return new MetricResult(
                model.name(),
                model.file(),
                expected.map(ExpectedFile::path),
                metric.key(),
                status,
                state.expectedRows(),
                state.actualRows(),
                state.checks(),
                state.laws(),
                status == Status.ERROR ? List.of() : state.findings(),
                found,
                state.notes());
    }

    /** What is known of one model on the fixture. */
    static final class MetricState {
        private final List<Problem> problems = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();
        private List<CheckResult> checks = List.of();
        private final List<LawResult> laws = new ArrayList<>();
        private Set<String> checkedColumns = Set.of();
        private Optional<Problem> failure = Optional.empty();
        private long expectedRows;
        private long actualRows;

        /** What is wrong with the expectation, and checks that cannot be computed. */
        List<Problem> problems() {
            return problems;
        }

        List<Finding> findings() {
            return findings;
        }

        /** What is worth knowing besides. */
        List<Note> notes() {
            return notes;
        }

        /** What came of the checks; empty as long as they have not been computed. */
        List<CheckResult> checks() {
            return checks;
        }

        void checks(List<CheckResult> results) {
            this.checks = List.copyOf(results);
        }

        /** What came of the laws; empty as long as they have not been tested. */
        List<LawResult> laws() {
            return laws;
        }

        /** The columns that the expected file names, in the metric's spelling. */
        Set<String> checkedColumns() {
            return checkedColumns;
        }

        void checkedColumns(Set<String> columns) {
            this.checkedColumns = Set.copyOf(columns);
        }

        /** Why the model has no output. */
        Optional<Problem> failure() {
            return failure;
        }

        void failure(Problem problem) {
            this.failure = Optional.of(problem);
        }

        void clearFailure() {
            this.failure = Optional.empty();
        }

        long expectedRows() {
            return expectedRows;
        }

        void expectedRows(long rows) {
            this.expectedRows = rows;
        }

        long actualRows() {
            return actualRows;
        }

        void actualRows(long rows) {
            this.actualRows = rows;
        }

        /** Whether output and expectation can be compared. */
        boolean comparable() {
            return failure.isEmpty() && problems.isEmpty() && findings.isEmpty();
        }
    }
}
