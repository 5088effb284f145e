package org.lakehousereplay.engine.duckdb;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.lakehousereplay.pipeline.Pipeline;

/**
 * Where generated inputs are replayed: in the time zone and at the time of fixtures of a pipeline, which they are made
 * after.
 *
 * @param connections connections in the time zones of fixtures
 * @param watchdog cancels what takes too long
 * @param fixtures the fixtures of one pipeline, in one zone and at one time; at least one
 */
record WitnessScene(
        LawEnforcement.Connections connections, ScheduledExecutorService watchdog, List<FixtureState> fixtures) {

    WitnessScene {
        fixtures = List.copyOf(fixtures);
    }

    /**
     * The scene of a pipeline: the fixtures that share zone and time with most others; of several such, the first.
     *
     * @param all fixtures of any pipeline
     * @return empty when no fixture of the pipeline can run
     */
    static Optional<WitnessScene> of(
            LawEnforcement.Connections connections,
            ScheduledExecutorService watchdog,
            Workspace workspace,
            List<FixtureState> all) {
        List<FixtureState> usable = all.stream()
                .filter(fixture -> fixture.workspace() == workspace && fixture.runnable())
                .toList();
        List<FixtureState> most = List.of();
        for (FixtureState fixture : usable) {
            List<FixtureState> alike = usable.stream()
                    .filter(other -> other.zone().equals(fixture.zone())
                            && other.fixture()
                                    .settings()
                                    .clock()
                                    .equals(fixture.fixture().settings().clock()))
                    .toList();
            most = alike.size() > most.size() ? alike : most;
        }
        return most.isEmpty() ? Optional.empty() : Optional.of(new WitnessScene(connections, watchdog, most));
    }

    FixtureState first() {
        return fixtures.get(0);
    }

    Pipeline pipeline() {
        return first().workspace().pipeline();
    }

    ZoneId zone() {
        return first().zone();
    }

    Optional<OffsetDateTime> clock() {
        return first().fixture().settings().clock();
    }
}
