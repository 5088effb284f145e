package org.lakehousereplay.engine.duckdb;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells which of several rows counts where any of them stands for the others: no single one changes anything, but all
 * together do. Left out together and put back one after the other, the first that changes something is the one that
 * counts.
 */
final class DuplicateRows {

    /** With more rows than that, those behind are left as they were found. */
    private static final int MOST = 100;

    private final SubsetReplay replay;
    private final EvidenceProbe probe;
    private final int source;
    private final Map<Integer, WindowOutput> whole;

    /**
     * @param replay the version alone
     * @param probe asks for the windows
     * @param source the number of the source
     * @param whole the windows with all rows
     */
    DuplicateRows(SubsetReplay replay, EvidenceProbe probe, int source, Map<Integer, WindowOutput> whole) {
        this.replay = replay;
        this.probe = probe;
        this.source = source;
        this.whole = whole;
    }

    /**
     * A row without which nothing changes.
     *
     * @param row the row
     * @param keptOut whether another row is known to stand for it
     * @param windows the windows that it belongs to and does not change
     */
    record Candidate(BelongingRows.Row row, boolean keptOut, Set<Integer> windows) {}

    /** Books those that count after all, and those that are equal to another row. */
    void tell(List<Candidate> candidates, FateAccount account) throws SQLException {
        if (candidates.isEmpty()) {
            return;
        }
        Set<Long> equal = equalToOthers(candidates);
        for (Candidate candidate : candidates) {
            if (equal.contains(candidate.row().label()) && !candidate.keptOut()) {
                for (int window : candidate.windows()) {
                    RowFate found = account.fates(window).get(candidate.row().input());
                    account.put(window, candidate.row().input(), RowFate.lost(Fate.DUPLICATE, found.loss()));
                }
            }
        }
        if (candidates.size() > 1) {
            putBack(
                    candidates.stream()
                            .sorted(Comparator.comparing(Candidate::keptOut)
                                    .thenComparing(candidate -> candidate.row().input()))
                            .limit(MOST)
                            .toList(),
                    account);
        }
    }

    private void putBack(List<Candidate> candidates, FateAccount account) throws SQLException {
        Set<Long> absent = new TreeSet<>();
        candidates.forEach(candidate -> absent.add(candidate.row().label()));
        Optional<Map<Integer, WindowOutput>> before = without(absent);
        for (Candidate candidate : candidates) {
            if (before.isEmpty() || same(before.get(), whole)) {
                return;
            }
            absent.remove(candidate.row().label());
            Optional<Map<Integer, WindowOutput>> after = absent.isEmpty() ? Optional.of(whole) : without(absent);
            if (after.isEmpty()) {
                return;
            }
            for (int window : candidate.windows()) {
                WindowOutput with = after.get().get(window);
                WindowOutput without = before.get().get(window);
                if (!with.same(without)) {
                    Map<String, BigDecimal> contribution = with.minus(without);
                    account.counted(window, candidate.row().input(), contribution);
                }
            }
            before = after;
        }
    }

    private static boolean same(Map<Integer, WindowOutput> some, Map<Integer, WindowOutput> others) {
        return some.entrySet().stream().allMatch(window -> window.getValue().same(others.get(window.getKey())));
    }

    /** The windows without some rows; empty when the query fails. */
    private Optional<Map<Integer, WindowOutput>> without(Set<Long> labels) throws SQLException {
        RowGroup group = new RowGroup(source, Optional.empty(), labels.size(), BelongingRows.among(labels));
        try {
            return Optional.of(replay.withoutForAWhile(Set.of(group), probe.query(), probe::read));
        } catch (SQLException failed) {
            TimedStatements.rethrowLimits(failed);
            return Optional.empty();
        }
    }

    /** The labels of rows that are equal to another row of the source, or have the key of another one. */
    private Set<Long> equalToOthers(List<Candidate> candidates) throws SQLException {
        List<Long> labels =
                candidates.stream().map(candidate -> candidate.row().label()).toList();
        List<List<String>> keys = new ArrayList<>(replay.rows().source(source).keys());
        keys.add(replay.rows().source(source).columns().stream()
                .map(column -> column.name())
                .toList());
        String table = replay.rows().table(source);
        String alike = keys.stream()
                .map(key -> key.stream()
                        .map(name -> "o." + Sql.name(name) + " IS NOT DISTINCT FROM s." + Sql.name(name))
                        .collect(Collectors.joining(" AND ", "(", ")")))
                .collect(Collectors.joining(" OR "));
        String query = "SELECT s." + WorkingRows.LABEL + " FROM (SELECT * FROM " + table + " WHERE "
                + BelongingRows.among(labels) + ") s WHERE EXISTS (SELECT 1 FROM " + table + " o WHERE o."
                + WorkingRows.LABEL + " <> s." + WorkingRows.LABEL + " AND (" + alike + "))";
        return replay.statements().query(query, result -> {
            Set<Long> equal = new TreeSet<>();
            while (result.next()) {
                equal.add(result.getLong(1));
            }
            return equal;
        });
    }
}
