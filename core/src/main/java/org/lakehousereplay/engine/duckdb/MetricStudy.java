package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.ObservedMetric;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.sql.EngineError;
import org.lakehousereplay.sql.SqlFailure;

/**
 * A closer look at a metric that differs between two versions: what its edits have in common, and where the differences
 * come from. For the entry points of the library, while the session is open.
 */
public final class MetricStudy {

    private final OlderPipeline older;
    private final MetricOutcome outcome;
    private final PipelineVariants variants;
    private final List<FixtureState> fixtures;
    private final OlderReplay.Connections connections;
    private final ScheduledExecutorService watchdog;
    private final Duration queryLimit;
    private final Optional<MetricEdits> edits;

    MetricStudy(
            OlderPipeline older,
            MetricOutcome outcome,
            PipelineVariants variants,
            List<FixtureState> fixtures,
            OlderReplay.Connections connections,
            ScheduledExecutorService watchdog,
            Duration queryLimit) {
        this.older = older;
        this.outcome = outcome;
        this.variants = variants;
        this.fixtures = fixtures.stream()
                .filter(fixture -> fixture.workspace() == older.candidate())
                .toList();
        this.connections = connections;
        this.watchdog = watchdog;
        this.queryLimit = queryLimit;
        this.edits = edits(variants, outcome);
    }

    private static Optional<MetricEdits> edits(PipelineVariants variants, MetricOutcome outcome) {
        if (!outcome.older().inProcess() || !outcome.candidate().inProcess()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MetricEdits.of(variants, outcome));
        } catch (SqlFailure unreadable) {
            return Optional.empty();
        }
    }

    /** What was edited, a phrase for each edit; the same words in several places are one. */
    public List<String> edits() {
        return edits.map(MetricEdits::steps).orElse(List.of()).stream()
                .map(step -> EditPhrase.of(List.of(step)) + " in "
                        + step.edits().get(0).after().name())
                .toList();
    }

    /** What the edits have in common, counted on the fixtures that show a difference. */
    public Optional<ObservedMetric.Cause> cause() {
        Map<Integer, FixtureState> differing = new HashMap<>();
        for (Evidence evidence : outcome.evidence()) {
            FixtureState fixture = fixture(evidence.difference());
            differing.put(fixture.number(), fixture);
        }
        return edits.flatMap(found -> new EditDirection(older, differing).cause(found.steps(), this::number));
    }

    /**
     * Where the differences come from, by fixture.
     *
     * @param limit how long the search may take
     */
    public List<Explanation> explain(Duration limit) {
        if (edits.isEmpty() || limit.isZero()) {
            return List.of();
        }
        MetricExplanation explanation = MetricExplanation.of(older, outcome, edits.get(), variants);
        Deadline end = Deadline.after(limit);
        List<Explanation> explanations = new ArrayList<>();
        List<OutputDifference> differences = outcome.evidence().stream()
                .map(Evidence::difference)
                .filter(difference -> difference.rows() > 0)
                .toList();
        for (int index = 0; index < differences.size(); index++) {
            OutputDifference difference = differences.get(index);
            // What one fixture does not need is left to those behind it.
            Deadline share = Deadline.after(end.left().dividedBy(differences.size() - index));
            explanations.add(explain(explanation, share, difference));
        }
        return explanations;
    }

    private Explanation explain(MetricExplanation explanation, Deadline deadline, OutputDifference difference) {
        FixtureState fixture = fixture(difference);
        List<Explanation> found = new ArrayList<>();
        try {
            connections.with(fixture.zone(), connection -> {
                FixtureRunner.show(connection, fixture);
                found.add(explanation.explain(connection, watchdog, deadline, fixture, difference));
                return null;
            });
            return found.get(0);
        } catch (SQLException failed) {
            return new Explanation(
                    difference.fixture(),
                    List.of(),
                    difference.changedCells(),
                    "the search failed: " + EngineError.of(failed).message());
        }
    }

    private FixtureState fixture(OutputDifference difference) {
        return fixtures.stream()
                .filter(fixture -> fixture.fixture().name().equals(difference.fixture()))
                .findFirst()
                .orElseThrow();
    }

    private long number(FixtureState fixture, String query) throws SQLException {
        List<Long> number = new ArrayList<>();
        connections.with(fixture.zone(), connection -> {
            FixtureRunner.show(connection, fixture);
            number.add(new TimedStatements(connection, watchdog, Deadline.after(queryLimit)).number(query));
            return null;
        });
        return number.get(0);
    }
}
