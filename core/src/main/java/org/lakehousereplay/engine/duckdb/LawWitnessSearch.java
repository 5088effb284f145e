package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.lakehousereplay.compare.Cell;
import org.lakehousereplay.compare.LawDifference;
import org.lakehousereplay.compare.LawWitness;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.reduce.Outcome;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reduction;

/** Finds the smallest input that breaks a law, by leaving out rows as long as it stays broken. */
final class LawWitnessSearch {

    /** How long the search for one law takes at most. */
    private static final Duration EACH = Duration.ofSeconds(5);

    /** For writing down what is left, once the time for trials is spent. */
    private static final Duration TO_FINISH = Duration.ofMinutes(1);

    private final LawEnforcement.Connections connections;
    private final ScheduledExecutorService watchdog;
    private final Duration limit;
    private final StreamWitness streams;

    /**
     * @param connections connections in the time zones of the fixtures
     * @param watchdog cancels what takes too long
     * @param limit how long it may take for all laws together; zero for no search
     * @param streams searches where another engine has to replay what is left
     */
    LawWitnessSearch(
            LawEnforcement.Connections connections,
            ScheduledExecutorService watchdog,
            Duration limit,
            StreamWitness streams) {
        this.connections = connections;
        this.watchdog = watchdog;
        this.limit = limit;
        this.streams = streams;
    }

    /** Adds the smallest inputs to the findings of broken laws, as far as the time allows. */
    void search(List<LawVerdict.BrokenLaw> broken) throws SQLException {
        Deadline all = Deadline.after(limit);
        for (LawVerdict.BrokenLaw law : broken) {
            if (all.passed()) {
                return;
            }
            if (law.finding().failure().isEmpty()) {
                Duration left = all.left().compareTo(EACH) < 0 ? all.left() : EACH;
                FixtureState fixture = law.test().fixture();
                boolean inProcess = fixture.workspace().pipeline().inProcess();
                Optional<LawWitness> found = inProcess
                        ? connections.with(fixture.zone(), connection -> witness(connection, law, left))
                        : streams.search(law, Deadline.after(left.multipliedBy(2)));
                found.ifPresent(witness -> fixture.metric(law.test().metric())
                        .findings()
                        .set(law.place(), law.finding().shownBy(witness)));
            }
        }
    }

    /** Empty where nothing could be tried: the example is a service, and what is broken is told without it. */
    private Optional<LawWitness> witness(Connection connection, LawVerdict.BrokenLaw law, Duration time)
            throws SQLException {
        FixtureState fixture = law.test().fixture();
        Model metric = law.test().metric();
        SubsetVersion original = SubsetVersion.candidate(fixture.workspace().pipeline(), metric);
        FixtureRunner.show(connection, fixture);
        TimedStatements statements = new TimedStatements(connection, watchdog, Deadline.after(time));
        try (SubsetReplay replay = SubsetReplay.open(
                statements,
                fixture.views().tableSchema(),
                fixture.workspace().pipeline().sources(),
                List.of(original, original.delivered(law.trial().delivery())))) {
            return shrink(replay, law, fixture);
        } catch (SQLException failure) {
            return Optional.empty();
        }
    }

    private static Optional<LawWitness> shrink(SubsetReplay replay, LawVerdict.BrokenLaw law, FixtureState fixture)
            throws SQLException {
        Model metric = law.test().metric();
        LawComparison comparison = new LawComparison(
                law.trial().form(),
                LawEnforcement.tolerance(fixture, metric),
                output(replay, 0, metric),
                output(replay, 1, metric));
        SubsetReduction reduction = new SubsetReduction(replay, any -> comparison.anyDifference());
        if (!reduction.holds()) {
            return Optional.empty();
        }
        long rowsBefore = reduction.size();
        Deadline deadline = replay.statements().deadline();
        Outcome outcome = Reduction.minimize(reduction, trials -> !deadline.passed(), Progress.SILENT);
        replay.statements().extend(TO_FINISH);
        replay.rows().cutNothing();
        replay.refresh();
        LawDifference difference = comparison.read(replay.statements()).getOrDefault(0, LawDifference.NONE);
        List<LawWitness.InputRow> rows = new ArrayList<>();
        for (int source = 0; source < replay.rows().count(); source++) {
            rows.addAll(rows(replay, source, fixture));
        }
        return Optional.of(new LawWitness(rows, reduction.size(), rowsBefore, outcome.minimal(), difference));
    }

    private static String output(SubsetReplay replay, int version, Model metric) {
        return "(SELECT 0 AS " + LawForm.TRIAL + ", row_number() OVER () AS " + LawForm.ROW
                + LawForm.columns(metric.output(), "") + " FROM " + replay.output(version) + ")";
    }

    private static List<LawWitness.InputRow> rows(SubsetReplay replay, int index, FixtureState fixture)
            throws SQLException {
        Source source = replay.rows().source(index);
        String table = replay.rows().table(index);
        String values = source.columns().stream()
                .map(column -> ", " + CanonicalText.of(column, Sql.name(column.name())))
                .collect(Collectors.joining());
        InputLines lines = new InputLines(fixture, source);
        return replay.statements()
                .query(
                        "SELECT " + WorkingRows.PLACE + values + " FROM " + table + " ORDER BY " + WorkingRows.PLACE
                                + " LIMIT " + KeyedMetric.KEPT,
                        rows -> {
                            List<LawWitness.InputRow> kept = new ArrayList<>();
                            while (rows.next()) {
                                List<Cell> cells = new ArrayList<>();
                                List<Column> columns = source.columns();
                                for (int column = 0; column < columns.size(); column++) {
                                    cells.add(new Cell(
                                            columns.get(column).name(),
                                            Optional.ofNullable(rows.getString(2 + column))));
                                }
                                kept.add(new LawWitness.InputRow(source.name(), lines.of(rows.getLong(1)), cells));
                            }
                            return kept;
                        });
    }
}
