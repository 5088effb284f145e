package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.reduce.Block;

/**
 * Finds out what became of the rows of a fixture on their way to some windows of a metric, in one version: each row that
 * belongs to a window is left out on trial, and all others together, in halves as long as that changes anything.
 */
final class FateSearch {

    /** How many rows of a source are looked at for a window. */
    static final int MOST_ROWS = 200;

    /** With so many rows outside of the windows it is worth while to be rid of them. */
    private static final long MANY_OUTSIDE = 20_000;

    private static final int VERSION = 0;

    private final SubsetReplay replay;
    private final Metric metric;
    private final EvidenceKeys keys;
    private final EvidenceProbe probe;
    private final LossSearch losses;
    private final FateAccount account = new FateAccount();
    private final Set<Integer> finished = new HashSet<>();
    private Map<Integer, WindowOutput> whole = Map.of();

    /**
     * @param replay the version alone
     * @param metric the metric as the candidate declares it
     * @param keys the windows
     * @param probe asks for the windows
     * @param losses finds out where rows were left out
     */
    FateSearch(SubsetReplay replay, Metric metric, EvidenceKeys keys, EvidenceProbe probe, LossSearch losses) {
        this.replay = replay;
        this.metric = metric;
        this.keys = keys;
        this.probe = probe;
        this.losses = losses;
    }

    /** What is known so far. */
    FateAccount account() {
        return account;
    }

    /**
     * A source whose rows are ready to be left out.
     *
     * @param source its number
     * @param adaptation how the version sees it
     * @param rows its rows that belong to windows
     * @param complete whether a row that belongs to a window must count there or be lost
     */
    private record Prepared(int source, SourceAdaptation adaptation, BelongingRows rows, boolean complete) {}

    /**
     * Looks at all sources; when the deadline is reached, what was found until then is in the account. The windows that
     * matter most come first, so that they are whole when the time is short.
     */
    void run() throws SQLException {
        try {
            whole = replay.present(probe.query(), probe::read);
            List<Prepared> prepared = new ArrayList<>();
            for (SourceAdaptation source : replay.versions().get(VERSION).sources()) {
                if (source.present().isPresent()) {
                    prepared.add(
                            prepare(replay.rows().indexOf(source.present().get().name()), source));
                }
            }
            for (Prepared source : prepared) {
                lookInside(source, row -> row.windows().stream().anyMatch(keys.foremost()::contains));
            }
            for (Prepared source : prepared) {
                lookOutside(source.source(), source.rows().distinct());
            }
            finished.addAll(keys.foremost());
            for (Prepared source : prepared) {
                lookInside(source, row -> row.windows().stream().noneMatch(keys.foremost()::contains));
            }
        } catch (DeadlineReached reached) {
            keys.texts().keySet().stream()
                    .filter(window -> !finished.contains(window))
                    .forEach(account::timeOver);
        }
    }

    private void stop(String reason) {
        keys.texts().keySet().forEach(window -> account.stop(window, reason));
    }

    private Prepared prepare(int index, SourceAdaptation adaptation) throws SQLException {
        Source source = replay.rows().source(index);
        Optional<SourceWindows> windows = SourceWindows.of(source, metric, keys);
        String table = replay.table("_lakehouse_belonging");
        String belonging = windows.map(found -> "SELECT s." + WorkingRows.PLACE + " AS place, w.w AS w FROM "
                        + replay.rows().table(index) + " s JOIN " + keys.table() + " w ON " + found.condition())
                .orElse("SELECT 0 AS place, 0 AS w WHERE false");
        replay.statements().execute("CREATE OR REPLACE TABLE " + table + " AS " + belonging);
        String time = source.eventTime()
                .flatMap(source::column)
                .map(column -> Sql.name(column.name()) + " NULLS FIRST, ")
                .orElse("");
        replay.rows()
                .arrange(
                        index,
                        "(" + WorkingRows.PLACE + " IN (SELECT place FROM " + table + ")) DESC, " + time
                                + WorkingRows.PLACE);
        BelongingRows rows = BelongingRows.read(replay, index, table, MOST_ROWS);
        rows.counts().forEach((window, count) -> {
            account.belong(window, count);
            if (count > MOST_ROWS) {
                account.stop(
                        window,
                        "only the first " + MOST_ROWS + " of " + count + " rows of " + source.name()
                                + " were looked at");
            }
        });
        if (windows.isPresent()) {
            removeOutside(index, rows.distinct());
        }
        return new Prepared(
                index, adaptation, rows, windows.map(SourceWindows::complete).orElse(true));
    }

    /**
     * Removes the rows that belong to no window, where that changes none and no row of another source goes with them. A
     * row that is lost because of one of them would count then, so that the rest is lost for reasons of its own.
     */
    private void removeOutside(int index, long from) throws SQLException {
        long size = replay.rows().size(index);
        if (size - from < MANY_OUTSIDE || replay.rows().isReferredTo(index)) {
            return;
        }
        Block outside = new Block(index, from, size);
        if (without(outside).isEmpty()) {
            replay.rows().remove(outside);
            losses.forget();
        }
    }

    private void lookInside(Prepared prepared, Predicate<BelongingRows.Row> chosen) throws SQLException {
        int index = prepared.source();
        BelongingRows rows = prepared.rows();
        List<DuplicateRows.Candidate> candidates = new ArrayList<>();
        for (BelongingRows.Row row : rows.rows().stream().filter(chosen).toList()) {
            Map<Integer, Map<String, BigDecimal>> effects = without(new Block(index, row.label(), row.label() + 1));
            effects.forEach((window, contribution) -> count(window, row.input(), contribution, rows));
            Set<Integer> unchanged = new TreeSet<>(row.windows());
            unchanged.removeAll(effects.keySet());
            if (unchanged.isEmpty()) {
                continue;
            }
            LossSearch.Found found = losses.of(index, prepared.adaptation(), row.label());
            for (int window : unchanged) {
                if (found.elsewhere() && !prepared.complete()) {
                    account.belong(window, -1);
                } else {
                    account.put(window, row.input(), found.fate());
                }
            }
            if (!found.elsewhere() && found.mayStandForOthers()) {
                candidates.add(new DuplicateRows.Candidate(row, found.fate().fate() == Fate.DUPLICATE, unchanged));
            }
        }
        new DuplicateRows(replay, probe, index, whole).tell(candidates, account);
    }

    private void count(int window, FateAccount.InputRow row, Map<String, BigDecimal> contribution, BelongingRows rows) {
        if (!rows.belongs(row, window)) {
            account.belong(window, 1);
        }
        account.counted(window, row, contribution);
    }

    /** What each window that changes has more with a block than without it. */
    private Map<Integer, Map<String, BigDecimal>> without(Block block) throws SQLException {
        Map<Integer, Map<String, BigDecimal>> effects = new LinkedHashMap<>();
        try {
            Map<Integer, WindowOutput> left = replay.without(block, probe.query(), probe::read);
            for (Map.Entry<Integer, WindowOutput> window : whole.entrySet()) {
                WindowOutput other = left.get(window.getKey());
                if (!window.getValue().same(other)) {
                    effects.put(window.getKey(), window.getValue().minus(other));
                }
            }
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            // A query may fail on some rows only, such as a division by what is no longer there: so they count.
            whole.keySet().forEach(window -> effects.put(window, Map.of()));
        }
        return effects;
    }

    /** Rows that do not seem to belong to any window may still count. */
    private void lookOutside(int index, long from) throws SQLException {
        long size = replay.rows().size(index);
        Map<Long, Map<Integer, Map<String, BigDecimal>>> found = new LinkedHashMap<>();
        if (from < size && !reveal(new Block(index, from, size), found)) {
            stop("only the first " + MOST_ROWS + " rows of "
                    + replay.rows().source(index).name() + " that count from outside were looked at");
        }
        Map<Long, FateAccount.InputRow> rows = BelongingRows.inputs(replay, index, found.keySet());
        found.forEach((label, effects) -> effects.forEach((window, contribution) -> {
            account.belong(window, 1);
            account.counted(window, rows.get(label), contribution);
        }));
    }

    /** Finds the single rows of a block that count; false when there are more than are looked for. */
    private boolean reveal(Block block, Map<Long, Map<Integer, Map<String, BigDecimal>>> found) throws SQLException {
        Map<Integer, Map<String, BigDecimal>> effects = without(block);
        if (effects.isEmpty()) {
            return true;
        }
        if (found.size() >= MOST_ROWS) {
            return false;
        }
        if (block.size() == 1) {
            found.put(block.from(), effects);
            return true;
        }
        long middle = block.from() + block.size() / 2;
        return reveal(new Block(block.group(), block.from(), middle), found)
                && reveal(new Block(block.group(), middle, block.to()), found);
    }
}
