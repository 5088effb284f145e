package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.reduce.Block;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reduction;
import org.lakehousereplay.sql.EngineError;

/**
 * Leaves rows of an input out as long as two versions differ on it and the original could be expected, and writes down
 * what is left.
 */
final class WitnessReduction {

    /** For confirming and writing down what was found, once the time for trials is spent. */
    private static final Duration TO_FINISH = Duration.ofSeconds(20);

    /** So many trials are made however late it is. */
    private static final int LEAST_TRIALS = 50;

    private final WitnessScene scene;
    private final WitnessTables tables;
    private final SubsetVersion original;
    private final SubsetVersion changed;

    WitnessReduction(WitnessScene scene, WitnessTables tables, SubsetVersion original, SubsetVersion changed) {
        this.scene = scene;
        this.tables = tables;
        this.original = original;
        this.changed = changed;
    }

    /**
     * Reduces the input that the session names.
     *
     * @param limit when to be content with what is left
     * @return empty when the versions do not differ on it after all
     */
    Optional<SuggestedFixture> reduce(Connection connection, Deadline limit) throws SQLException {
        TimedStatements statements = new TimedStatements(
                connection, scene.watchdog(), Deadline.after(limit.left().plus(TO_FINISH)));
        List<SubsetVersion> versions = List.of(original, changed, original.delivered(new Delivery.Reversed()));
        try (SubsetReplay replay = SubsetReplay.open(statements, tables.viewSchema(), tables.sources(), versions)) {
            Parts parts = new Parts(replay);
            if (!parts.differs() || !parts.stable()) {
                return Optional.empty();
            }
            minimize(parts, limit);
            if (!parts.stable()) {
                replay.rows().restore();
                parts.stayStable();
                minimize(parts, limit);
            }
            replay.use(List.of(0, 1));
            replay.rows().cutNothing();
            replay.refresh();
            return Optional.of(written(replay));
        }
    }

    private static void minimize(Parts parts, Deadline limit) throws SQLException {
        Reduction.minimize(parts, trials -> !limit.passed() || trials < LEAST_TRIALS, Progress.SILENT);
    }

    private final class Parts extends SubsetParts {

        private final String differs;
        private final String sound;
        private final String stable;
        private boolean staysStable;

        Parts(SubsetReplay replay) {
            super(replay);
            ComparedOutputs comparison = new ComparedOutputs(original.metric(), changed.metric());
            String rules = "SELECT NOT EXISTS("
                    + new SoundOutput(original.metric(), scene.zone()).unsound("_lakehouse_one") + ")";
            String one = "WITH _lakehouse_one AS MATERIALIZED " + rows(replay, 0);
            this.sound = one + " " + rules;
            this.stable = one + ", _lakehouse_other AS MATERIALIZED " + rows(replay, 2) + " SELECT NOT ("
                    + new ComparedOutputs(original.metric(), original.metric())
                            .differ("_lakehouse_one", "_lakehouse_other")
                    + ")";
            this.differs = one + ", _lakehouse_other AS MATERIALIZED " + rows(replay, 1) + " SELECT (" + rules
                    + ") AND (" + comparison.differ("_lakehouse_one", "_lakehouse_other") + ")";
        }

        private static String rows(SubsetReplay replay, int version) {
            return "(SELECT 0 AS _fixture, row_number() OVER () AS " + ComparedOutputs.ROW + ", * FROM "
                    + replay.output(version) + ")";
        }

        boolean differs() throws SQLException {
            replay().rows().cutNothing();
            return decide();
        }

        @Override
        boolean holdsWithout(Block block) throws SQLException {
            replay().rows().cut(block);
            return decide() && (!staysStable || isStable());
        }

        /** Demands of every trial from now on that the original stays stable. */
        void stayStable() {
            staysStable = true;
        }

        /** Whether the original is the same when the rows arrive in another order: what it takes by chance shows nothing. */
        boolean stable() throws SQLException {
            replay().rows().cutNothing();
            return isStable();
        }

        private boolean isStable() throws SQLException {
            replay().use(List.of(0, 2));
            replay().refresh();
            return truth(stable);
        }

        /** To fail where the original does not is a difference. */
        private boolean decide() throws SQLException {
            try {
                replay().use(List.of(0, 1));
                replay().refresh();
                return truth(differs);
            } catch (SQLException failed) {
                TimedStatements.rethrowLimits(failed);
                replay().use(List.of(0));
                replay().refresh();
                return truth(sound) && truth("SELECT count(*) >= 0 FROM " + rows(replay(), 0));
            }
        }

        private boolean truth(String query) throws SQLException {
            return replay().statements().query(query, row -> row.next() && row.getBoolean(1));
        }
    }

    private SuggestedFixture written(SubsetReplay replay) throws SQLException {
        List<SuggestedFixture.Rows> inputs = new ArrayList<>();
        for (int source = 0; source < replay.rows().count(); source++) {
            if (replay.rows().size(source) > 0) {
                inputs.add(input(replay, source));
            }
        }
        SuggestedFixture.Rows before = output(replay, 0, original.metric());
        SuggestedFixture.Rows after;
        Optional<String> failure = Optional.empty();
        try {
            after = output(replay, 1, changed.metric());
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            after = new SuggestedFixture.Rows(changed.metric().name(), before.columns(), List.of());
            failure = Optional.of(EngineError.of(failed).message());
        }
        boolean usesClock = original.models().stream().anyMatch(Model::usesClock)
                || changed.models().stream().anyMatch(Model::usesClock);
        return new SuggestedFixture(
                original.metric().name(),
                inputs,
                before,
                after,
                failure,
                scene.clock().filter(clock -> usesClock),
                Optional.of(scene.zone())
                        .filter(zone -> !zone.equals(scene.pipeline().timeZone())));
    }

    private SuggestedFixture.Rows input(SubsetReplay replay, int index) throws SQLException {
        Source source = replay.rows().source(index);
        LoadTarget target =
                scene.first().workspace().sourceTarget(source, scene.pipeline().models());
        ShrunkFixture.Input input = Shrinking.input(replay, index, target);
        return new SuggestedFixture.Rows(
                source.name(), input.columns().stream().map(Column::name).toList(), input.rows());
    }

    private static SuggestedFixture.Rows output(SubsetReplay replay, int version, Model metric) throws SQLException {
        List<String> values = new ArrayList<>();
        List<String> order = new ArrayList<>();
        metric.metric().orElseThrow().key().forEach(key -> order.add(Sql.name(key) + " NULLS FIRST"));
        for (Column column : metric.output()) {
            values.add(CanonicalText.of(column, Sql.name(column.name())));
            order.add(Sql.name(column.name()) + " NULLS FIRST");
        }
        boolean ordered = metric.metric().orElseThrow().ordered();
        String query = "SELECT " + String.join(", ", values) + " FROM " + replay.output(version)
                + (ordered ? "" : " ORDER BY " + String.join(", ", order));
        return new SuggestedFixture.Rows(
                metric.name(),
                metric.output().stream().map(Column::name).toList(),
                replay.present(query, Shrinking::texts));
    }
}
