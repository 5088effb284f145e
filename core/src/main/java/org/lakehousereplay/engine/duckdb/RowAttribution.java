package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.ChangedCell;
import org.lakehousereplay.caliber.Explanation;
import org.lakehousereplay.compare.RowKey;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.reduce.Budget;
import org.lakehousereplay.reduce.Outcome;
import org.lakehousereplay.reduce.Progress;
import org.lakehousereplay.reduce.Reduction;

/**
 * Finds the input rows that make the difference of cells between two versions of a metric: rows are left out as long as
 * the difference stays, and each one that cannot be is then held responsible for what happens without it.
 */
final class RowAttribution {

    /** How many replays one explanation may take, unless somebody says otherwise. */
    static final long USUAL_TRIALS = 2_000;

    private final SubsetReplay replay;
    private final int before;
    private final int after;
    private final long mostTrials;
    private long trials;
    private long rowsLeft;

    /**
     * @param replay the versions
     * @param before the number of the earlier version
     * @param after the number of the later one
     * @param mostTrials how many replays it may take
     */
    RowAttribution(SubsetReplay replay, int before, int after, long mostTrials) {
        this.replay = replay;
        this.before = before;
        this.after = after;
        this.mostTrials = mostTrials;
    }

    /**
     * Explains cells, one row of the output after the other, until trials or time are spent.
     *
     * @param fixture the name of the fixture
     * @param cells the cells that differ; those of one row are explained together
     */
    Explanation explain(String fixture, List<ChangedCell> cells) throws SQLException {
        replay.use(List.of(before, after));
        try {
            return explainRows(fixture, cells);
        } finally {
            replay.useAll();
        }
    }

    private Explanation explainRows(String fixture, List<ChangedCell> cells) throws SQLException {
        Map<RowKey, List<ChangedCell>> byRow = new LinkedHashMap<>();
        cells.forEach(cell ->
                byRow.computeIfAbsent(cell.key(), any -> new ArrayList<>()).add(cell));
        List<Explanation.ExplainedCell> explained = new ArrayList<>();
        Budget time = halfOfTheTimeLeft();
        String stopped = "";
        rowsLeft = byRow.size();
        for (Map.Entry<RowKey, List<ChangedCell>> row : byRow.entrySet()) {
            if (!time.allows(0) || trials >= mostTrials) {
                stopped = spent(time);
                break;
            }
            try {
                replay.rows().restore();
                boolean complete = explainRow(row.getKey(), row.getValue(), time, explained);
                if (!complete) {
                    stopped = spent(time) + "; rows that were not told apart are counted together";
                }
            } catch (DeadlineReached reached) {
                stopped = spent(time);
                break;
            }
            rowsLeft--;
        }
        return new Explanation(fixture, explained, cells.size() - explained.size(), stopped);
    }

    /** The rest is for what is made of the trials. */
    private Budget halfOfTheTimeLeft() {
        Deadline deadline = replay.statements().deadline();
        Deadline half = Deadline.after(deadline.left().dividedBy(2));
        return made -> !half.passed();
    }

    private String spent(Budget time) {
        return time.allows(0)
                ? "it stopped after " + trials + " replays on parts of the input"
                : "it stopped because the time for it was spent";
    }

    private boolean explainRow(
            RowKey key, List<ChangedCell> cells, Budget time, List<Explanation.ExplainedCell> explained)
            throws SQLException {
        List<ComparedColumn> columns = cells.stream().map(this::column).toList();
        Optional<KeyLiteral> literal = KeyLiteral.find(replay, before, after, key);
        if (literal.isEmpty()) {
            // Neither version has the row, so it does not differ; its cells are told as left.
            return true;
        }
        CellProbe probe = new CellProbe(
                replay,
                before,
                after,
                literal.get(),
                cells.stream().map(ChangedCell::column).toList());
        CellValues whole = replay.present(probe.query(), probe::read);
        List<CellMeasure> measures = new ArrayList<>();
        for (int index = 0; index < cells.size(); index++) {
            measures.add(CellMeasure.of(index, columns.get(index), whole));
        }
        AttributionTrials attempt = new AttributionTrials(replay, probe, measures, whole);
        Outcome outcome = Reduction.minimize(attempt, Budget.ofTrials(share()).and(time), Progress.SILENT);
        trials += outcome.trials();
        ResponsibleRows responsible = new ResponsibleRows(attempt, outcome.minimal());
        JointAmounts amounts = new JointAmounts(replay, probe);
        for (int index = 0; index < cells.size(); index++) {
            CellMeasure measure = measures.get(index);
            List<RowGroup> groups = responsible.groups(measure);
            Optional<BigDecimal> difference = measure.number() ? measure.difference(whole) : Optional.empty();
            explained.add(amounts.explain(cells.get(index), measure, difference, groups));
        }
        return outcome.minimal();
    }

    /** Rows of the output that need few replays leave theirs to the others. */
    private long share() {
        long left = mostTrials - trials;
        return Math.min(left, Math.max(1, 2 * left / rowsLeft));
    }

    private ComparedColumn column(ChangedCell cell) {
        SubsetVersion old = replay.versions().get(before);
        Column now = replay.versions().get(after).column(cell.column()).orElseThrow();
        return new ComparedColumn(old.column(cell.column()).orElse(now), now);
    }
}
