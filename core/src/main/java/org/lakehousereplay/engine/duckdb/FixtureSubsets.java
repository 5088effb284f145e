package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.caliber.OutputDifference;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Pipeline;
import org.lakehousereplay.reduce.Progress;

/** Replays a fixture on parts of its input to make it smaller. */
final class FixtureSubsets {

    private final Connection connection;
    private final ScheduledExecutorService watchdog;
    private final FixtureState fixture;
    private final Model metric;
    private final Duration limit;

    /**
     * @param connection a connection in the fixture's time zone
     * @param watchdog cancels what takes too long
     * @param fixture a fixture that was replayed
     * @param metric a metric of the candidate
     * @param limit how long it may take
     */
    FixtureSubsets(
            Connection connection,
            ScheduledExecutorService watchdog,
            FixtureState fixture,
            Model metric,
            Duration limit) {
        this.connection = connection;
        this.watchdog = watchdog;
        this.fixture = fixture;
        this.metric = metric;
        this.limit = limit;
    }

    private SubsetReplay open(List<SubsetVersion> versions) throws SQLException {
        FixtureRunner.show(connection, fixture);
        return SubsetReplay.open(
                new TimedStatements(connection, watchdog, Deadline.after(limit)),
                fixture.views().tableSchema(),
                fixture.workspace().pipeline().sources(),
                versions);
    }

    /** Both versions of the metric; empty when they run in different time zones, which one session cannot. */
    private List<SubsetVersion> versions(OlderPipeline older) {
        Pipeline before = older.workspace().pipeline();
        if (!OlderPipeline.zone(fixture, before).equals(fixture.zone())) {
            return List.of();
        }
        Pipeline now = fixture.workspace().pipeline();
        return List.of(SubsetVersion.older(before, older.before(metric), now), SubsetVersion.candidate(now, metric));
    }

    /** Shrinks a fixture on which two versions differ; empty when no difference is seen that could be held on to. */
    Optional<ShrunkFixture> shrinkWhileDiffering(OlderPipeline older, OutputDifference difference, Progress progress)
            throws SQLException {
        List<SubsetVersion> versions = versions(older);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        try (SubsetReplay replay = open(versions)) {
            return new Shrinking(fixture, replay, progress).whileDiffering(difference);
        }
    }

    /** Shrinks a fixture on which the candidate produces a row; empty when there is no single row of the key. */
    Optional<ShrunkFixture> shrinkWhileRowStays(RowKey key, Progress progress) throws SQLException {
        SubsetVersion candidate = SubsetVersion.candidate(fixture.workspace().pipeline(), metric);
        try (SubsetReplay replay = open(List.of(candidate))) {
            return new Shrinking(fixture, replay, progress).whileRowStays(key);
        }
    }
}
