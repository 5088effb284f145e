package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.pipeline.PipelineVariants;

/**
 * Makes mutants of the models of a session and tries them on its fixtures. For the entry points of the library, while the
 * session is open and when nothing is wrong with what came out of it.
 */
public final class MutationRun {

    /** So many mutants of a model are tried by one thread, which learns from each for the next. */
    private static final int TOGETHER = 32;

    private final List<FixtureState> fixtures;
    private final ConnectionPool connections;
    private final Workers workers;
    private final Duration timeout;
    private final LawEnforcement laws;
    private final MutantWitnesses.Searches searches;
    private final MutationOptions options;
    private final MutationMemory memory;
    private final Progress progress;
    private final StoredOutputs originals = new StoredOutputs();

    /** Hears how far it is; called from several threads. */
    public interface Progress {
        /**
         * A mutant has been tried.
         *
         * @param done how many have been tried
         * @param total how many there are
         */
        void tried(int done, int total);
    }

    MutationRun(
            List<FixtureState> fixtures,
            ConnectionPool connections,
            Workers workers,
            Duration timeout,
            LawEnforcement laws,
            MutantWitnesses.Searches searches,
            MutationOptions options,
            MutationMemory memory,
            Progress progress) {
        this.fixtures = List.copyOf(fixtures);
        this.connections = connections;
        this.workers = workers;
        this.timeout = timeout;
        this.laws = laws;
        this.searches = searches;
        this.options = options;
        this.memory = memory;
        this.progress = progress;
    }

    /** The mutants of a model and what is known of them. */
    private record Subject(
            Pipeline pipeline, MutantScope scope, List<MutantCase> cases, Optional<MutationMemory.Remembered> known) {}

    private record Chunk(Subject subject, List<MutantCase> cases) {}

    /** What became of each mutant on the fixtures, whatever a search would say of it. */
    Map<MutantCase, MutantTrial> trials() throws SQLException {
        return tryWithLaws(subjects(), Deadline.after(options.limit()));
    }

    private List<Subject> subjects() throws SQLException {
        List<Subject> subjects = new ArrayList<>();
        try (PipelineVariants variants = new PipelineVariants()) {
            for (Map.Entry<Workspace, List<FixtureState>> pipeline :
                    byWorkspace().entrySet()) {
                subjects.addAll(subjects(variants, pipeline.getKey(), pipeline.getValue()));
            }
        }
        return subjects;
    }

    List<PipelineMutation> run() throws SQLException {
        Deadline end = Deadline.after(options.limit());
        List<Subject> subjects = subjects();
        Map<MutantCase, MutantTrial> trials = tryWithLaws(subjects, end);
        Map<MutantCase, MutantWitnesses.Found> witnesses = searchAll(subjects, trials, end);
        List<PipelineMutation> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Subject subject : subjects) {
            if (told.add(subject.pipeline().name())) {
                found.add(summary(
                        subject.pipeline(),
                        subjects.stream()
                                .filter(other -> other.pipeline().equals(subject.pipeline()))
                                .toList(),
                        trials,
                        witnesses));
            }
        }
        return found;
    }

    private Map<Workspace, List<FixtureState>> byWorkspace() {
        Map<Workspace, List<FixtureState>> byWorkspace = new LinkedHashMap<>();
        for (FixtureState fixture : fixtures) {
            if (fixture.workspace().pipeline().inProcess() && fixture.runnable()) {
                byWorkspace
                        .computeIfAbsent(fixture.workspace(), any -> new ArrayList<>())
                        .add(fixture);
            }
        }
        return byWorkspace;
    }

    private List<Subject> subjects(PipelineVariants variants, Workspace workspace, List<FixtureState> of)
            throws SQLException {
        Pipeline pipeline = workspace.pipeline();
        MutantData data = withConnection(
                of.get(0).zone(),
                connection -> MutantData.read(
                        new TimedStatements(connection, workers.watchdog(), Deadline.after(timeout)), workspace));
        MutantMaking making = new MutantMaking(variants, data, options.operators());
        List<Model> models = of.get(0).models();
        List<Subject> subjects = new ArrayList<>();
        for (Model model : models) {
            MutantScope scope = MutantScope.of(models, model);
            Optional<MutationMemory.Remembered> known = memory.recall(pipeline, model, scope.metrics());
            subjects.add(new Subject(pipeline, scope, known.isPresent() ? List.of() : making.of(scope), known));
        }
        return subjects;
    }

    private Map<MutantCase, MutantTrial> tryWithLaws(List<Subject> subjects, Deadline end) throws SQLException {
        if (subjects.stream().allMatch(subject -> subject.cases().isEmpty())) {
            return Map.of();
        }
        Optional<LawEnforcement.Replayed> deliveries = laws.replayDeliveries();
        try {
            return tryAll(subjects, deliveries, end);
        } finally {
            if (deliveries.isPresent()) {
                laws.remove(deliveries.get());
            }
        }
    }

    private Map<MutantCase, MutantTrial> tryAll(
            List<Subject> subjects, Optional<LawEnforcement.Replayed> deliveries, Deadline end) throws SQLException {
        List<Chunk> chunks = new ArrayList<>();
        for (Subject subject : subjects) {
            for (int from = 0; from < subject.cases().size(); from += TOGETHER) {
                int to = Math.min(subject.cases().size(), from + TOGETHER);
                chunks.add(new Chunk(subject, subject.cases().subList(from, to)));
            }
        }
        int total = chunks.stream().mapToInt(chunk -> chunk.cases().size()).sum();
        AtomicInteger done = new AtomicInteger();
        Map<MutantCase, MutantTrial> trials = new ConcurrentHashMap<>();
        workers.parallel(chunks, chunk -> {
            List<FixtureState> of = fixtures.stream()
                    .filter(fixture -> fixture.workspace()
                            .pipeline()
                            .equals(chunk.subject().pipeline()))
                    .toList();
            withConnections(of.stream().map(FixtureState::zone).distinct().toList(), taken -> {
                try (MutantTrials mutants = new MutantTrials(
                        taken, workers.watchdog(), timeout, end, chunk.subject().scope(), originals, deliveries, of)) {
                    for (MutantCase mutant : chunk.cases()) {
                        trials.put(mutant, mutants.run(mutant));
                        progress.tried(done.incrementAndGet(), total);
                    }
                }
                return null;
            });
        });
        return trials;
    }

    /** Searches rows that would have shown those that nobody noticed. */
    private Map<MutantCase, MutantWitnesses.Found> searchAll(
            List<Subject> subjects, Map<MutantCase, MutantTrial> trials, Deadline end) throws SQLException {
        Map<MutantCase, Pipeline> alive = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            for (MutantCase mutant : subject.cases()) {
                if (trials.get(mutant).end() == MutantTrial.End.ALIVE) {
                    alive.put(mutant, subject.pipeline());
                }
            }
        }
        Map<MutantCase, MutantWitnesses.Found> found = new ConcurrentHashMap<>();
        try (MutantWitnesses witnesses = new MutantWitnesses(searches, end)) {
            workers.parallel(
                    alive.entrySet(),
                    entry -> found.put(entry.getKey(), witnesses.search(entry.getValue(), entry.getKey())));
        }
        return found;
    }

    private PipelineMutation summary(
            Pipeline pipeline,
            List<Subject> subjects,
            Map<MutantCase, MutantTrial> trials,
            Map<MutantCase, MutantWitnesses.Found> witnesses) {
        List<MutantOutcome> outcomes = new ArrayList<>();
        int reused = 0;
        int dropped = 0;
        for (Subject subject : subjects) {
            if (subject.known().isPresent()) {
                outcomes.addAll(subject.known().get().outcomes());
                reused += subject.known().get().outcomes().size();
                dropped += subject.known().get().dropped();
                continue;
            }
            List<MutantOutcome> ofModel = new ArrayList<>();
            int invalid = 0;
            for (MutantCase mutant : subject.cases()) {
                MutantTrial trial = trials.get(mutant);
                if (trial.end() == MutantTrial.End.INVALID) {
                    invalid++;
                } else {
                    ofModel.add(outcome(mutant, trial, Optional.ofNullable(witnesses.get(mutant))));
                }
            }
            outcomes.addAll(ofModel);
            dropped += invalid;
            if (ofModel.stream().noneMatch(outcome -> outcome.status() == MutantStatus.NOT_RUN)) {
                memory.remember(
                        pipeline,
                        subject.scope().changed(),
                        subject.scope().metrics(),
                        new MutationMemory.Remembered(ofModel, invalid));
            }
        }
        return new PipelineMutation(pipeline.name(), outcomes, List.of(), reused, dropped);
    }

    private static MutantOutcome outcome(
            MutantCase mutant, MutantTrial trial, Optional<MutantWitnesses.Found> witness) {
        Optional<SuggestedFixture> suggestion = witness.flatMap(MutantWitnesses.Found::suggestion);
        MutantStatus status =
                switch (trial.end()) {
                    case KILLED -> MutantStatus.KILLED;
                    case NOT_RUN -> MutantStatus.NOT_RUN;
                    case ALIVE, INVALID ->
                        trial.differing().isEmpty() && suggestion.isEmpty()
                                ? MutantStatus.PROBABLY_EQUIVALENT
                                : MutantStatus.SURVIVED;
                };
        return new MutantOutcome(
                mutant.mutant(),
                status,
                trial.kill(),
                mutant.scope().metricNames(),
                trial.fixtures(),
                witness.map(MutantWitnesses.Found::tried).orElse(0),
                suggestion);
    }

    private interface OnConnections<T> {
        T run(Map<ZoneId, Connection> taken) throws SQLException, InterruptedException;
    }

    private <T> T withConnection(ZoneId zone, ConnectionPool.Work<T> work) throws SQLException {
        try {
            return connections.with(zone, work);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was interrupted", interrupted);
        }
    }

    /** A connection in each zone at once; there are as many in each as there are threads. */
    private <T> T withConnections(Collection<ZoneId> zones, OnConnections<T> work)
            throws SQLException, InterruptedException {
        return withConnections(List.copyOf(zones), new HashMap<>(), work);
    }

    private <T> T withConnections(List<ZoneId> missing, Map<ZoneId, Connection> taken, OnConnections<T> work)
            throws SQLException, InterruptedException {
        if (missing.isEmpty()) {
            return work.run(taken);
        }
        return connections.with(missing.get(0), connection -> {
            taken.put(missing.get(0), connection);
            return withConnections(missing.subList(1, missing.size()), taken, work);
        });
    }
}
