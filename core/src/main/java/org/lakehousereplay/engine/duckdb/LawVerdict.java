package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.run.LawResult;
import org.lakehousereplay.run.LawResult.Outcome;

/** Says of each law whether it holds, and keeps those that are broken. */
final class LawVerdict {

    /** Failures that say nothing of the law. */
    private static final Set<ErrorCode> LIMITS = Set.of(
            ErrorCode.QUERY_TIMEOUT,
            ErrorCode.QUERY_OUT_OF_MEMORY,
            ErrorCode.ENGINE_UNAVAILABLE,
            ErrorCode.ENGINE_FAILED);

    private final Map<FixtureState, Map<Delivery, DerivedFixture>> derived;
    private final Map<LawForm, Map<Integer, LawDifference>> differences;
    private final Map<Model, SQLException> failures;
    private final Duration timeout;
    private final List<BrokenLaw> broken = new ArrayList<>();

    /**
     * @param derived the fixtures that were replayed for the laws
     * @param differences how their outputs differ from those of the originals, by number; left out where they do not
     * @param failures the metrics whose outputs could not be compared in time
     * @param timeout how long that may take
     */
    LawVerdict(
            Map<FixtureState, Map<Delivery, DerivedFixture>> derived,
            Map<LawForm, Map<Integer, LawDifference>> differences,
            Map<Model, SQLException> failures,
            Duration timeout) {
        this.derived = derived;
        this.differences = differences;
        this.failures = failures;
        this.timeout = timeout;
    }

    /**
     * A law that is broken.
     *
     * @param test how it was tested
     * @param trial what broke it first
     * @param place where the finding is among those of the metric
     * @param finding what is told
     */
    record BrokenLaw(LawTest test, LawTest.Trial trial, int place, Finding.LawBroken finding) {}

    /** The laws that are broken, as far as outputs are there that differ. */
    List<BrokenLaw> broken() {
        return broken;
    }

    /** Tells the metric what came of a law. */
    void tell(LawTest test) {
        FixtureState.MetricState state = test.fixture().metric(test.metric());
        if (test.problem().isPresent()) {
            state.problems().add(test.problem().get());
            add(state, test, Outcome.NOT_TESTED, test.problem().get().message());
            return;
        }
        Optional<Problem> untested = untested(test);
        if (untested.isPresent()) {
            state.problems().add(untested.get());
            add(state, test, Outcome.NOT_TESTED, untested.get().message());
            return;
        }
        for (LawTest.Trial trial : test.trials()) {
            Optional<Finding.LawBroken> finding = finding(test, trial);
            if (finding.isPresent()) {
                add(state, test, Outcome.BROKEN, trial.delivery().phrase());
                state.findings().add(finding.get());
                broken.add(new BrokenLaw(test, trial, state.findings().size() - 1, finding.get()));
                return;
            }
        }
        boolean nothing = test.trials().isEmpty() || test.vacuous().isPresent();
        add(
                state,
                test,
                nothing ? Outcome.VACUOUS : Outcome.HELD,
                test.vacuous().orElse(""));
    }

    private static void add(FixtureState.MetricState state, LawTest test, Outcome outcome, String note) {
        state.laws().add(new LawResult(test.law().text(), outcome, test.trials().size(), note));
    }

    private FixtureState derived(LawTest test, LawTest.Trial trial) {
        return derived.get(test.fixture()).get(trial.delivery()).state();
    }

    /** Why a law could not be tested; a limit that was reached says nothing of it. */
    private Optional<Problem> untested(LawTest test) {
        if (failures.containsKey(test.metric()) && !test.trials().isEmpty()) {
            return Optional.of(notTested(
                    test,
                    "its outputs could not be compared within " + FixtureRunner.seconds(timeout),
                    "Raise -Dlakehouse.timeout"));
        }
        for (LawTest.Trial trial : test.trials()) {
            Optional<Problem> cause = cause(derived(test, trial), test.metric());
            if (cause.isPresent() && LIMITS.contains(cause.get().code())) {
                return Optional.of(notTested(
                        test,
                        trial.delivery().phrase() + ", and then " + cause.get().message(),
                        cause.get().remedy()));
            }
        }
        return Optional.empty();
    }

    private static Problem notTested(LawTest test, String reason, String remedy) {
        return Problem.at(
                test.law().location(),
                ErrorCode.LAW_NOT_TESTED,
                "the law `" + test.law().text() + "` of " + test.metric().name() + " could not be tested: " + reason,
                remedy);
    }

    /** Why a metric has no output: its own failure, or that of what it reads. */
    private static Optional<Problem> cause(FixtureState state, Model metric) {
        // Another engine fails as a whole, and not a metric at a time.
        if (!state.runnable()) {
            return Optional.of(state.problems().get(0));
        }
        if (state.metric(metric).failure().isEmpty()) {
            return Optional.empty();
        }
        return state.models().stream()
                .flatMap(model -> state.metric(model).failure().stream())
                .filter(problem -> problem.code() != ErrorCode.UPSTREAM_FAILED)
                .findFirst()
                .or(() -> state.metric(metric).failure());
    }

    private Optional<Finding.LawBroken> finding(LawTest test, LawTest.Trial trial) {
        FixtureState state = derived(test, trial);
        Optional<Problem> cause = cause(state, test.metric());
        LawDifference difference =
                differences.getOrDefault(trial.form(), Map.of()).getOrDefault(state.number(), LawDifference.NONE);
        if (cause.isEmpty() && difference.rows() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding.LawBroken(
                test.law().text(),
                trial.delivery().phrase(),
                trial.before(),
                trial.after(),
                difference,
                cause.map(Problem::message),
                Optional.empty()));
    }
}
