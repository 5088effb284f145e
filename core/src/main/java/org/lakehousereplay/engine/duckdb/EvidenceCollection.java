package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lakehousereplay.sql.EngineError;

/** Finds out for the windows of a run that differ what became of the raw rows that belong to them, in every version. */
final class EvidenceCollection {

    private static final String SCHEMA = "lakehouse_evidence";

    private final List<FixtureState> fixtures;
    private final OlderVersions older;
    private final ConnectionPool connections;
    private final Workers workers;

    /**
     * @param fixtures the fixtures in the candidate, which were replayed and compared
     * @param older the older versions, which were compared
     * @param connections connections in all time zones that occur
     * @param workers do the work
     */
    EvidenceCollection(List<FixtureState> fixtures, OlderVersions older, ConnectionPool connections, Workers workers) {
        this.fixtures = List.copyOf(fixtures);
        this.older = older;
        this.connections = connections;
        this.workers = workers;
    }

    /**
     * Collects the evidence.
     *
     * @param limit how long it may take
     * @return nothing when nothing differs, or when there is no time
     */
    EvidenceRecords collect(Duration limit) {
        List<EvidenceSubject> subjects = limit.isZero() ? List.of() : EvidenceSubject.all(fixtures, older);
        if (subjects.isEmpty()) {
            return new EvidenceRecords();
        }
        List<EvidenceRecords> found = new ArrayList<>(Collections.nCopies(subjects.size(), new EvidenceRecords()));
        Deadline end = Deadline.after(limit);
        AtomicInteger left = new AtomicInteger(subjects.size());
        try (ModelConditions conditions = new ModelConditions()) {
            with(subjects.get(0), connection -> {
                DuckDbDatabase.execute(connection, "CREATE SCHEMA " + SCHEMA);
                return null;
            });
            workers.parallel(numbers(subjects), number -> {
                // What one subject does not need is left to those behind it.
                int rest = left.getAndDecrement();
                Deadline share = Deadline.after(end.left()
                        .multipliedBy(Math.min(workers.parallel(), rest))
                        .dividedBy(rest));
                found.set(number, found(subjects.get(number), number, share, conditions));
            });
            with(subjects.get(0), connection -> {
                DuckDbDatabase.execute(connection, "DROP SCHEMA " + SCHEMA + " CASCADE");
                return null;
            });
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        EvidenceRecords all = new EvidenceRecords();
        found.forEach(all::addAll);
        return all;
    }

    private static List<Integer> numbers(List<EvidenceSubject> subjects) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < subjects.size(); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private <T> T with(EvidenceSubject subject, ConnectionPool.Work<T> work) throws SQLException {
        return with(subject.fixture(), work);
    }

    private <T> T with(FixtureState state, ConnectionPool.Work<T> work) throws SQLException {
        try {
            return connections.with(state.zone(), work);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the search for evidence was interrupted", interrupted);
        }
    }

    /** What is found of a subject; nothing where the engine gives up, since the verdict does not depend on it. */
    private EvidenceRecords found(EvidenceSubject subject, int number, Deadline deadline, ModelConditions conditions) {
        try {
            return collect(subject, number, deadline, conditions);
        } catch (SQLException failed) {
            return new EvidenceRecords();
        }
    }

    private EvidenceRecords collect(EvidenceSubject subject, int number, Deadline deadline, ModelConditions conditions)
            throws SQLException {
        EvidenceKeys keys = with(
                subject,
                connection -> EvidenceKeys.choose(
                        connection,
                        SCHEMA + ".keys" + number,
                        subject.metric(),
                        subject.fixture().number(),
                        subject.differing()));
        Map<String, FateAccount> accounts = new TreeMap<>();
        List<EvidenceSubject.Version> versions = subject.versions();
        for (int index = 0; index < versions.size(); index++) {
            EvidenceSubject.Version version = versions.get(index);
            if (!version.replayed()) {
                accounts.put(version.label(), accounts.get(EvidenceSubject.CANDIDATE));
                continue;
            }
            Deadline share = Deadline.after(deadline.left().dividedBy(versions.size() - index));
            FateAccount account =
                    with(version.state(), connection -> search(connection, subject, version, keys, share, conditions));
            accounts.put(version.label(), account);
        }
        return read(subject, keys, accounts);
    }

    private EvidenceRecords read(EvidenceSubject subject, EvidenceKeys keys, Map<String, FateAccount> accounts)
            throws SQLException {
        try {
            return with(subject, connection -> new EvidenceReading(connection, subject, keys).read(accounts));
        } catch (SQLException failed) {
            FateAccount none = new FateAccount();
            stop(none, keys, reason(failed));
            accounts.replaceAll((version, account) -> none);
            return with(subject, connection -> new EvidenceReading(connection, subject, keys).read(accounts));
        }
    }

    private FateAccount search(
            Connection connection,
            EvidenceSubject subject,
            EvidenceSubject.Version version,
            EvidenceKeys keys,
            Deadline deadline,
            ModelConditions conditions) {
        FateAccount failed = new FateAccount();
        try {
            FixtureRunner.show(connection, subject.fixture());
            SubsetVersion subset = version.subset();
            try (SubsetReplay replay = SubsetReplay.open(
                    new TimedStatements(connection, workers.watchdog(), deadline),
                    subject.fixture().views().tableSchema(),
                    subject.fixture().workspace().pipeline().sources(),
                    List.of(subset))) {
                Optional<EvidenceProbe> probe = EvidenceProbe.of(replay.output(0), subset, keys);
                if (probe.isEmpty()) {
                    stop(failed, keys, "this version has another key");
                    return failed;
                }
                LossSearch losses = new LossSearch(
                        replay,
                        new ConditionMeaning(subset, conditions::names),
                        new VariantRelations(replay, conditions));
                FateSearch search = new FateSearch(replay, subject.metric().declaration(), keys, probe.get(), losses);
                return run(search, keys);
            }
        } catch (DeadlineReached reached) {
            keys.texts().keySet().forEach(failed::timeOver);
        } catch (SQLException impossible) {
            stop(failed, keys, reason(impossible));
        }
        return failed;
    }

    private static FateAccount run(FateSearch search, EvidenceKeys keys) {
        try {
            search.run();
        } catch (SQLException failed) {
            stop(search.account(), keys, reason(failed));
        }
        return search.account();
    }

    private static String reason(SQLException failed) {
        return "the search failed: " + EngineError.of(failed).message();
    }

    private static void stop(FateAccount account, EvidenceKeys keys, String reason) {
        keys.texts().keySet().forEach(window -> account.stop(window, reason));
    }
}
