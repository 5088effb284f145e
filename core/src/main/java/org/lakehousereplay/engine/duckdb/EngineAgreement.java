package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.caliber.CaliberChange;
import org.lakehousereplay.caliber.Classification;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.NotComparable;
import org.lakehousereplay.caliber.ObservedMetric;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.CellDifference;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.fixture.ExcusedDifference;
import org.lakehousereplay.run.Note;

/** Tells where a metric comes out otherwise on a further engine or in a further mode. */
final class EngineAgreement {

    private final Map<Integer, FixtureState> candidates;
    private final OlderVersions counterparts;

    /**
     * @param candidates the fixtures as the engine that comes first replayed them, by number
     * @param counterparts the further engines and modes, compared
     */
    EngineAgreement(Map<Integer, FixtureState> candidates, OlderVersions counterparts) {
        this.candidates = candidates;
        this.counterparts = counterparts;
    }

    /** Puts the differences among the findings of the metrics, unless they are excused. */
    void tell() {
        for (MetricOutcome outcome : counterparts.outcomes()) {
            OlderPipeline counterpart = counterparts.pipeline(outcome);
            List<String> changes = changes(outcome);
            for (FixtureState other : counterpart.states().values()) {
                FixtureState candidate = candidates.get(other.number());
                if (candidate.runnable()
                        && candidate.models().contains(outcome.after())
                        && candidate.metric(outcome.after()).failure().isEmpty()) {
                    tell(outcome, candidate, other, changes);
                }
            }
        }
    }

    private static void tell(MetricOutcome outcome, FixtureState candidate, FixtureState other, List<String> changes) {
        FixtureState.MetricState metric = candidate.metric(outcome.after());
        String name = candidate.fixture().name();
        Optional<NotComparable> not = outcome.notComparable().stream()
                .filter(found -> found.fixture().equals(name))
                .findFirst();
        Optional<OutputDifference> difference = outcome.evidence().stream()
                .map(Evidence::difference)
                .filter(found -> found.fixture().equals(name))
                .findFirst();
        Optional<ExcusedDifference> excuse =
                candidate.fixture().settings().excuse(outcome.after().name(), outcome.label());
        if (not.isPresent()) {
            metric.problems().addAll(failures(outcome, candidate, other, not.get()));
        } else if (difference.isEmpty()) {
            excuse.ifPresent(stale -> metric.problems()
                    .add(Problem.at(
                            stale.location(),
                            ErrorCode.EXCUSE_STALE,
                            outcome.after().name() + " does not differ on " + outcome.label(),
                            "Remove the entry")));
        } else if (excuse.isPresent()) {
            metric.notes().add(new Note.Excused(
                    outcome.label(), excuse.get().reason(), difference.get().rows()));
        } else {
            metric.findings().add(finding(outcome.label(), difference.get(), changes));
        }
    }

    private static List<Problem> failures(
            MetricOutcome outcome, FixtureState candidate, FixtureState other, NotComparable reason) {
        if (other.problems().isEmpty()) {
            return List.of(Problem.at(
                    Location.of(candidate.fixture().directory()),
                    ErrorCode.ENGINES_DISAGREE,
                    outcome.after().name() + " cannot be held against its output on " + outcome.label() + ": "
                            + reason.reason(),
                    ""));
        }
        return other.problems().stream()
                .map(problem -> new Problem(
                        problem.code(),
                        problem.location(),
                        "on " + outcome.label() + ": " + problem.message(),
                        problem.remedy()))
                .toList();
    }

    /** What the difference would be called between two versions, the most serious first. */
    private static List<String> changes(MetricOutcome outcome) {
        ObservedMetric observed = new ObservedMetric(
                outcome.candidate().name(),
                outcome.before(),
                outcome.after(),
                true,
                List.of(),
                Optional.empty(),
                outcome.evidence(),
                List.of());
        return Classification.of(observed).stream()
                .filter(change -> !change.observed().isEmpty())
                .map(CaliberChange::kind)
                .distinct()
                .sorted(Comparator.comparing(kind -> kind.level(), Comparator.reverseOrder()))
                .map(kind -> kind.label())
                .collect(Collectors.toList());
    }

    private static Finding finding(String label, OutputDifference difference, List<String> changes) {
        List<Finding> findings = new ArrayList<>();
        if (difference.changedCells() > 0) {
            findings.add(new Finding.ChangedCells(
                    difference.changedCells(),
                    difference.changedRows(),
                    difference.columns().stream().map(column -> column.column()).toList(),
                    difference.firstChanged().stream()
                            .map(cell -> new CellDifference(
                                    cell.key(), cell.column(), cell.baseline(), cell.candidate(), cell.delta()))
                            .toList()));
        }
        if (difference.removed() > 0) {
            findings.add(new Finding.MissingRows(difference.removed(), difference.firstRemoved()));
        }
        if (difference.added() > 0) {
            findings.add(new Finding.UnexpectedRows(difference.added(), difference.firstAdded()));
        }
        return new Finding.EnginesDisagree(label, changes, findings, difference.reordered());
    }
}
