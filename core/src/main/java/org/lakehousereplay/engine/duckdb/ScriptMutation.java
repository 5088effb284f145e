package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.pipeline.Execution;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.spi.EngineSession;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.ReplayRequest;
import org.lakehousereplay.spi.ScriptMutant;

/**
 * Tries mutants of the scripts of one pipeline. Its engine makes them and replays the fixtures with them; what comes out is
 * judged as that of any mutant. Many are replayed in one call, so that the engine can do several at a time; whom a fixture
 * has killed is not replayed on the next.
 */
final class ScriptMutation {

    private static final int TOGETHER = 16;
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(10);

    private final Pipeline pipeline;
    private final Execution.ByEngine execution;
    private final EngineSession engine;
    private final List<FixtureState> fixtures;
    private final ScriptReplay replay;
    private final ScriptVerdict verdict;
    private final Duration timeout;
    private final Deadline end;

    /** A mutant and how far it has come. */
    private static final class Candidate {
        private final Mutant mutant;
        private final ScriptMutant made;
        private final List<String> metrics;
        private final List<String> fixtures = new ArrayList<>();
        private Optional<Kill> kill = Optional.empty();
        private boolean tried = true;

        Candidate(Mutant mutant, ScriptMutant made, List<String> metrics) {
            this.mutant = mutant;
            this.made = made;
            this.metrics = metrics;
        }

        boolean alive() {
            return kill.isEmpty() && tried;
        }
    }

    /**
     * @param engine the engine of the pipeline
     * @param fixtures the fixtures of the pipeline, which were replayed with the scripts as they are
     * @param replay says what a fixture is replayed with
     * @param verdict judges what comes out
     * @param timeout how long a replay may take at most
     * @param end when all mutants have to be through
     */
    ScriptMutation(
            Pipeline pipeline,
            EngineSession engine,
            List<FixtureState> fixtures,
            ScriptReplay replay,
            ScriptVerdict verdict,
            Duration timeout,
            Deadline end) {
        this.pipeline = pipeline;
        this.execution = pipeline.execution().external().orElseThrow();
        this.engine = engine;
        this.fixtures = fixtures.stream()
                .sorted(Comparator.comparing((FixtureState fixture) -> -expectations(fixture)))
                .toList();
        this.replay = replay;
        this.verdict = verdict;
        this.timeout = timeout;
        this.end = end;
    }

    private static long expectations(FixtureState fixture) {
        return fixture.models().stream()
                .filter(model -> fixture.fixture().expectation(model.name()).isPresent())
                .count();
    }

    /** What became of the mutants; empty when the engine makes none. */
    Optional<PipelineMutation> run(Predicate<MutationOperator> operators, MutationRun.Progress progress)
            throws SQLException {
        List<Candidate> all = candidates(operators);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int ended = 0;
        for (FixtureState fixture : fixtures) {
            List<Candidate> alive = all.stream().filter(Candidate::alive).toList();
            if (alive.isEmpty()) {
                break;
            }
            ReplayRequest usual = replay.request("mutants of " + pipeline.name(), fixture);
            for (int from = 0; from < alive.size(); from += TOGETHER) {
                List<Candidate> some = alive.subList(from, Math.min(from + TOGETHER, alive.size()));
                tryOn(fixture, usual, some);
                for (Candidate candidate : some) {
                    if (!candidate.alive()) {
                        progress.tried(++ended, all.size());
                    }
                }
            }
        }
        progress.tried(all.size(), all.size());
        return Optional.of(new PipelineMutation(
                pipeline.name(), all.stream().map(this::outcome).toList(), List.of(), 0, 0));
    }

    private List<Candidate> candidates(Predicate<MutationOperator> operators) {
        PipelineScripts scripts = new PipelineScripts(
                pipeline.name(), execution.scripts(), fixtures.get(0).zone(), execution.mode());
        List<Candidate> candidates = new ArrayList<>();
        for (ScriptMutant made : engine.mutants(scripts)) {
            // An engine may know kinds of mistakes that are not among ours.
            Arrays.stream(MutationOperator.values())
                    .filter(operator -> operator.id().equals(made.operator()))
                    .filter(operators)
                    .findFirst()
                    .ifPresent(operator -> candidates.add(candidate(operator, made)));
        }
        return candidates;
    }

    /** The change of a script is one of the tables that it makes; a script that only declares sources makes none. */
    private Candidate candidate(MutationOperator operator, ScriptMutant made) {
        List<Model> models = fixtures.get(0).models();
        List<Model> changed = models.stream()
                .filter(model -> model.file().equals(made.file()))
                .toList();
        if (changed.isEmpty()) {
            String script =
                    pipeline.directory().relativize(made.file()).toString().replace('\\', '/');
            List<String> all =
                    models.stream().filter(Model::isMetric).map(Model::name).toList();
            return new Candidate(mutant(script, operator, made), made, all);
        }
        List<String> metrics = changed.stream()
                .flatMap(model -> MutantScope.of(models, model).metricNames().stream())
                .distinct()
                .toList();
        return new Candidate(mutant(changed.get(0).name(), operator, made), made, metrics);
    }

    private static Mutant mutant(String model, MutationOperator operator, ScriptMutant made) {
        String text = made.scripts().stream()
                .filter(changed -> changed.file().equals(made.file()))
                .findFirst()
                .orElseThrow()
                .text();
        return new Mutant(
                model.toLowerCase(Locale.ROOT) + "/" + operator.id() + "/" + MutantMaking.digest(text),
                model,
                operator,
                new Location(made.file(), made.line(), made.column()),
                made.before(),
                made.after(),
                made.words());
    }

    private void tryOn(FixtureState fixture, ReplayRequest usual, List<Candidate> candidates) throws SQLException {
        if (end.passed()) {
            candidates.forEach(candidate -> candidate.tried = false);
            return;
        }
        Map<String, Candidate> byId = new LinkedHashMap<>();
        List<ReplayRequest> requests = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String id = usual.id() + " " + requests.size();
            byId.put(id, candidate);
            candidate.fixtures.add(fixture.fixture().name());
            requests.add(replay.again(
                    usual, id, scripts(usual, candidate), MutantTrials.limit(fixture, LEAST_LIMIT, timeout)));
        }
        for (ScriptOutcomes.Answer answer : new ScriptOutcomes(engine).replay(requests)) {
            byId.get(answer.id()).kill = verdict.of(fixture, answer);
        }
    }

    private static PipelineScripts scripts(ReplayRequest usual, Candidate candidate) {
        PipelineScripts scripts = usual.scripts();
        return new PipelineScripts(scripts.pipeline(), candidate.made.scripts(), scripts.timeZone(), scripts.mode());
    }

    private MutantOutcome outcome(Candidate candidate) {
        MutantStatus status = MutantStatus.SURVIVED;
        if (!candidate.tried) {
            status = MutantStatus.NOT_RUN;
        } else if (candidate.kill.isPresent()) {
            status = MutantStatus.KILLED;
        }
        return new MutantOutcome(
                candidate.mutant,
                status,
                candidate.kill,
                candidate.metrics,
                candidate.tried ? candidate.fixtures : List.of(),
                0,
                Optional.empty());
    }
}
