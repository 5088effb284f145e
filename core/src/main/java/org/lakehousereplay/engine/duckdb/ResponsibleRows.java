package org.lakehousereplay.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.lakehousereplay.caliber.Explanation;

/**
 * Sorts the rows that are left of an attribution by what they do to a cell: each row as it was seen to do alone, or as
 * the smallest stretch of rows did in which it was left out.
 */
final class ResponsibleRows {

    private final SubsetReplay replay;
    private final boolean complete;
    private final List<NavigableMap<Long, Painted>> painted = new ArrayList<>();

    /** A stretch and what it does. */
    private record Painted(Stretch stretch, AttributionTrials.Effect effect) {}

    /**
     * @param trials the trials
     * @param complete whether each row that is left was left out alone
     */
    ResponsibleRows(AttributionTrials trials, boolean complete) {
        this.replay = trials.replay();
        this.complete = complete;
        for (int source = 0; source < trials.groups(); source++) {
            painted.add(new TreeMap<>());
        }
        trials.effects().entrySet().stream()
                .sorted(Comparator.comparing(effect -> -effect.getKey().length()))
                .forEach(effect -> paint(new Painted(effect.getKey(), effect.getValue())));
    }

    /** Puts a stretch over those that are not smaller. */
    private void paint(Painted fresh) {
        NavigableMap<Long, Painted> source = painted.get(fresh.stretch().source());
        cutAt(source, fresh.stretch().from());
        cutAt(source, fresh.stretch().to());
        source.subMap(fresh.stretch().from(), fresh.stretch().to()).clear();
        source.put(fresh.stretch().from(), fresh);
    }

    private static void cutAt(NavigableMap<Long, Painted> source, long label) {
        Map.Entry<Long, Painted> below = source.lowerEntry(label);
        if (below == null || below.getValue().stretch().to() <= label) {
            return;
        }
        Painted whole = below.getValue();
        Stretch stretch = whole.stretch();
        source.put(stretch.from(), new Painted(new Stretch(stretch.source(), stretch.from(), label), whole.effect()));
        source.put(label, new Painted(new Stretch(stretch.source(), label, stretch.to()), whole.effect()));
    }

    /** The groups of rows that matter to a cell, by source and role. */
    List<RowGroup> groups(CellMeasure measure) throws SQLException {
        List<RowGroup> groups = new ArrayList<>();
        for (int source = 0; source < painted.size(); source++) {
            Map<Explanation.Role, List<Stretch>> byRole = new TreeMap<>();
            List<Stretch> seen = new ArrayList<>();
            for (Painted stretch : painted.get(source).values()) {
                seen.add(stretch.stretch());
                role(measure, stretch.effect().with(), stretch.effect().without())
                        .ifPresent(role -> byRole.computeIfAbsent(role, any -> new ArrayList<>())
                                .add(stretch.stretch()));
            }
            for (Map.Entry<Explanation.Role, List<Stretch>> role : byRole.entrySet()) {
                add(groups, source, Optional.of(role.getKey()), Stretch.condition(role.getValue()));
            }
            if (!complete) {
                add(groups, source, Optional.empty(), seen.isEmpty() ? "true" : "NOT " + Stretch.condition(seen));
            }
        }
        return groups;
    }

    private void add(List<RowGroup> groups, int source, Optional<Explanation.Role> role, String condition)
            throws SQLException {
        long rows = replay.statements()
                .number("SELECT count(*) FROM " + replay.rows().table(source) + " WHERE " + condition);
        if (rows > 0) {
            groups.add(new RowGroup(source, role, rows, condition));
        }
    }

    /** How rows matter to a cell; empty when its difference is the same without them. */
    static Optional<Explanation.Role> role(CellMeasure measure, CellValues with, CellValues without) {
        if (measure.sameDifference(with, without)) {
            return Optional.empty();
        }
        if (measure.sameBefore(with, without)) {
            return Optional.of(Explanation.Role.ENTERED);
        }
        return Optional.of(
                measure.sameAfter(with, without) ? Explanation.Role.LEFT : Explanation.Role.COUNTED_DIFFERENTLY);
    }
}
