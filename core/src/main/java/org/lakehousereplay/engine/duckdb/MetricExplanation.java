package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.PipelineVariants;

/**
 * Takes the difference of a metric on a fixture apart: by the edits of the SQL, made one after the other, and for each
 * edit by the input rows that it makes count in another way. What one step adds to a cell is measured by replaying both
 * sides of it, so the steps always add up to the whole.
 */
final class MetricExplanation {

    /** How many edits are told apart; further ones are one step together. */
    private static final int MOST_STEPS = 8;

    private final OlderPipeline older;
    private final MetricOutcome outcome;
    private final List<MetricEdits.Step> edits;
    private final List<Step> steps;

    /**
     * A version on the way from the older one to the candidate.
     *
     * @param version how it is replayed
     * @param made the edits that lead to it from the version before
     */
    private record Step(SubsetVersion version, List<MetricEdits.Step> made) {}

    private MetricExplanation(OlderPipeline older, MetricOutcome outcome, List<MetricEdits.Step> edits) {
        this.older = older;
        this.outcome = outcome;
        this.edits = edits;
        this.steps = new ArrayList<>();
    }

    /**
     * Prepares the explanation of a metric.
     *
     * @param older the pipeline in the older version
     * @param outcome the metric
     * @param edits the edits of the metric
     * @param variants binds versions between the two
     */
    static MetricExplanation of(
            OlderPipeline older, MetricOutcome outcome, MetricEdits edits, PipelineVariants variants) {
        MetricExplanation explanation = new MetricExplanation(older, outcome, edits.steps());
        explanation.findSteps(edits, variants);
        return explanation;
    }

    private void findSteps(MetricEdits metricEdits, PipelineVariants variants) {
        List<MetricEdits.Step> pending = new ArrayList<>();
        Set<MetricEdits.Step> made = new LinkedHashSet<>();
        if (metricEdits.complete()) {
            for (MetricEdits.Step edit : edits) {
                made.add(edit);
                pending.add(edit);
                if (made.size() == edits.size() || steps.size() == MOST_STEPS - 1) {
                    continue;
                }
                Optional<List<Model>> models = metricEdits.mixture(variants, made);
                if (models.isPresent()) {
                    steps.add(new Step(version(models.get()), List.copyOf(pending)));
                    pending.clear();
                }
            }
        } else {
            pending.addAll(edits);
        }
        steps.add(new Step(SubsetVersion.candidate(outcome.candidate(), outcome.after()), List.copyOf(pending)));
    }

    private SubsetVersion version(List<Model> models) {
        Model metric = models.stream()
                .filter(model -> model.name().equalsIgnoreCase(outcome.after().name()))
                .findFirst()
                .orElseThrow();
        List<SourceAdaptation> sources = outcome.candidate().sources().stream()
                .filter(source -> models.stream()
                        .flatMap(model -> model.reads().stream())
                        .anyMatch(source.name()::equalsIgnoreCase))
                .map(source -> new SourceAdaptation(source, Optional.of(source)))
                .toList();
        return new SubsetVersion(metric, models, sources);
    }

    /**
     * Explains the differences on a fixture.
     *
     * @param connection sees the fixture as the candidate does
     * @param watchdog cancels what runs at the deadline
     * @param deadline when the search ends
     * @param fixture the fixture in the candidate
     * @param difference what differs
     */
    Explanation explain(
            Connection connection,
            ScheduledExecutorService watchdog,
            Deadline deadline,
            FixtureState fixture,
            OutputDifference difference)
            throws SQLException {
        List<ChangedCell> cells = new CellChoice(outcome.after(), difference).cells();
        if (!older.states().get(fixture.number()).zone().equals(fixture.zone())) {
            return nothing(difference, cells, "the versions run in different time zones, so nothing was searched");
        }
        List<SubsetVersion> versions = new ArrayList<>();
        versions.add(SubsetVersion.older(outcome.older(), outcome.before(), outcome.candidate()));
        steps.forEach(step -> versions.add(step.version()));
        TimedStatements statements = new TimedStatements(connection, watchdog, deadline);
        try (SubsetReplay replay = SubsetReplay.open(
                statements, fixture.views().tableSchema(), outcome.candidate().sources(), versions)) {
            return explain(replay, difference, cells);
        } catch (DeadlineReached reached) {
            return nothing(difference, cells, "it stopped because the time for it was spent");
        }
    }

    private static Explanation nothing(OutputDifference difference, List<ChangedCell> cells, String why) {
        return new Explanation(difference.fixture(), List.of(), Math.max(difference.changedCells(), cells.size()), why);
    }

    /** What is known of a cell while its difference is taken apart. */
    private static final class Account {
        private final ChangedCell cell;
        private final List<Explanation.Part> parts = new ArrayList<>();
        private Optional<BigDecimal> unexplained = Optional.of(BigDecimal.ZERO);

        Account(ChangedCell cell) {
            this.cell = cell;
        }

        void add(Optional<BigDecimal> rest) {
            unexplained = unexplained.flatMap(sum -> rest.map(sum::add));
        }
    }

    private Explanation explain(SubsetReplay replay, OutputDifference difference, List<ChangedCell> cells)
            throws SQLException {
        Map<ChangedCell, Account> accounts = new LinkedHashMap<>();
        cells.forEach(cell -> accounts.put(cell, new Account(cell)));
        Map<Integer, Map<ChangedCell, ChangedCell>> ofSteps = differencesOfSteps(replay, cells);
        String stopped = "";
        for (int step = 0; step < steps.size(); step++) {
            Map<ChangedCell, ChangedCell> ofStep = ofSteps.getOrDefault(step, Map.of());
            if (ofStep.isEmpty()) {
                continue;
            }
            RowAttribution attribution =
                    new RowAttribution(replay, step, step + 1, RowAttribution.USUAL_TRIALS / steps.size());
            Explanation found = attribution.explain(difference.fixture(), List.copyOf(ofStep.values()));
            stopped = stopped.isEmpty() ? found.stopped() : stopped;
            Map<ChangedCell, Explanation.ExplainedCell> explained = new HashMap<>();
            found.cells().forEach(cell -> explained.put(cell.cell(), cell));
            for (Map.Entry<ChangedCell, ChangedCell> cell : ofStep.entrySet()) {
                book(accounts.get(cell.getKey()), cell.getValue(), explained.get(cell.getValue()), steps.get(step));
            }
        }
        List<Explanation.ExplainedCell> result = accounts.values().stream()
                .map(account -> new Explanation.ExplainedCell(account.cell, account.parts, account.unexplained))
                .toList();
        return new Explanation(
                difference.fixture(), result, Math.max(0, difference.changedCells() - changed(cells)), stopped);
    }

    private static long changed(List<ChangedCell> cells) {
        return cells.stream()
                .filter(cell -> cell.baseline().isPresent() && cell.candidate().isPresent())
                .count();
    }

    /** Puts what a step does to a cell into its account; what was not found is part of the rest. */
    private static void book(Account account, ChangedCell ofStep, Explanation.ExplainedCell explained, Step step) {
        if (explained == null) {
            account.add(number(ofStep.delta()));
            return;
        }
        for (Explanation.Part part : explained.parts()) {
            if (part.amount().map(amount -> amount.signum() == 0).orElse(false)) {
                // Rows that matter only together with those of another part, such as the other side of a join.
                continue;
            }
            account.parts.add(new Explanation.Part(
                    EditPhrase.of(step.made()),
                    EditPhrase.place(step.made()),
                    part.source(),
                    part.role(),
                    part.rows(),
                    part.amount(),
                    part.first()));
        }
        account.add(explained.unexplained());
    }

    /** For each step the cells that it changes, as it changes them. */
    private Map<Integer, Map<ChangedCell, ChangedCell>> differencesOfSteps(SubsetReplay replay, List<ChangedCell> cells)
            throws SQLException {
        Map<RowKey, List<ChangedCell>> rows = new LinkedHashMap<>();
        cells.forEach(cell ->
                rows.computeIfAbsent(cell.key(), any -> new ArrayList<>()).add(cell));
        Map<Integer, Map<ChangedCell, ChangedCell>> ofSteps = new HashMap<>();
        for (Map.Entry<RowKey, List<ChangedCell>> row : rows.entrySet()) {
            List<String> columns =
                    row.getValue().stream().map(ChangedCell::column).toList();
            for (int step = 0; step < steps.size(); step++) {
                Optional<KeyLiteral> key = KeyLiteral.find(replay, step, step + 1, row.getKey());
                if (key.isEmpty()) {
                    continue;
                }
                CellProbe probe = new CellProbe(replay, step, step + 1, key.get(), columns);
                CellValues values = replay.present(probe.query(), probe::read);
                for (int index = 0; index < columns.size(); index++) {
                    Optional<String> before = values.before().get(index);
                    Optional<String> after = values.after().get(index);
                    if (!before.equals(after)) {
                        ChangedCell cell = row.getValue().get(index);
                        ofSteps.computeIfAbsent(step, any -> new LinkedHashMap<>())
                                .put(cell, ofStep(cell, before, after));
                    }
                }
            }
        }
        return ofSteps;
    }

    private static ChangedCell ofStep(ChangedCell cell, Optional<String> before, Optional<String> after) {
        Optional<BigDecimal> delta = number(after.or(() -> Optional.of("0")))
                .flatMap(now -> number(before.or(() -> Optional.of("0"))).map(now::subtract));
        return new ChangedCell(
                cell.key(), cell.column(), before, after, delta.map(BigDecimal::toPlainString), Optional.empty());
    }

    private static Optional<BigDecimal> number(Optional<String> text) {
        try {
            return text.map(BigDecimal::new);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
