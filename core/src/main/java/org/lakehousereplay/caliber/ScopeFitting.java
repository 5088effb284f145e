package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;

/** Makes scopes of entries that are just enough for what is observed. */
final class ScopeFitting {

    /** More values than this are no restriction that people would read. */
    private static final int FEW = 10;

    private ScopeFitting() {}

    /** The scope of a new entry. */
    static Scope fresh(List<Shown> parts) {
        Scope observed = Scope.of(parts);
        Map<String, List<String>> keys = new LinkedHashMap<>();
        if (parts.stream().anyMatch(ScopeFitting::leavesRowsAlone)) {
            observed.keys().forEach((column, values) -> {
                if (!values.isEmpty() && values.size() <= FEW) {
                    keys.put(column, values);
                }
            });
        }
        return new Scope(observed.fixtures(), observed.columns(), keys, boundable(observed.deltas(), parts));
    }

    /** Values of a key tell something only where other rows do not differ. */
    private static boolean leavesRowsAlone(Shown part) {
        return part.difference()
                .filter(difference ->
                        difference.rows() < Math.max(difference.baselineRows(), difference.candidateRows()))
                .isPresent();
    }

    /**
     * The scope of an entry that is there already: it restricts what it restricted before, in the order and with the
     * spelling that it had.
     *
     * @param present what the entry allows
     * @param parts what it has to cover
     * @param widenOnly whether what is not observed stays allowed, because not all has been looked at
     */
    static Scope refit(Scope present, List<Shown> parts, boolean widenOnly) {
        Scope observed = Scope.of(parts);
        return new Scope(
                refit(present.fixtures(), observed.fixtures(), false, widenOnly),
                refit(present.columns(), observed.columns(), true, widenOnly),
                keys(present, observed, widenOnly),
                deltas(present, observed, parts, widenOnly));
    }

    private static List<String> refit(List<String> present, List<String> observed, boolean anyCase, boolean widenOnly) {
        List<String> names = new ArrayList<>();
        for (String name : present) {
            if (widenOnly || (anyCase ? Shown.contains(observed, name) : observed.contains(name))) {
                names.add(name);
            }
        }
        for (String name : observed) {
            if (!(anyCase ? Shown.contains(names, name) : names.contains(name))) {
                names.add(name);
            }
        }
        return names;
    }

    private static Map<String, List<String>> keys(Scope present, Scope observed, boolean widenOnly) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        present.keys().forEach((column, allowed) -> {
            // Without knowing the values nothing could show that the restriction holds.
            Optional<List<String>> values = Scope.find(observed.keys(), column)
                    .map(seen -> refit(allowed, seen, false, widenOnly))
                    .filter(fitted -> !fitted.isEmpty() && fitted.size() <= Math.max(FEW, allowed.size()));
            values.ifPresent(fitted -> keys.put(column, fitted));
        });
        return keys;
    }

    private static Map<String, Bounds> deltas(Scope present, Scope observed, List<Shown> parts, boolean widenOnly) {
        Map<String, Bounds> needed = boundable(observed.deltas(), parts);
        Map<String, Bounds> deltas = new LinkedHashMap<>();
        present.deltas().forEach((column, bounds) -> {
            Optional<Bounds> tight = Scope.find(needed, column);
            if (tight.isPresent()) {
                deltas.put(column, refit(bounds, tight.get(), widenOnly));
            } else if (widenOnly
                    && parts.stream().allMatch(part -> part.cells(column).isEmpty())) {
                deltas.put(column, bounds);
            }
        });
        if (!present.deltas().isEmpty()) {
            // Somebody wants bounds; a column that comes in anew gets some too.
            needed.forEach((column, bounds) -> {
                if (!Shown.contains(present.columns(), column)) {
                    deltas.put(column, bounds);
                }
            });
        }
        return deltas;
    }

    private static Bounds refit(Bounds present, Bounds needed, boolean widenOnly) {
        boolean from = Amounts.less(needed.from(), present.from())
                || (!widenOnly && Amounts.less(present.from(), needed.from()));
        boolean to = Amounts.less(present.to(), needed.to()) || (!widenOnly && Amounts.less(needed.to(), present.to()));
        return new Bounds(
                from ? Amounts.asWritten(needed.from()) : present.from(),
                to ? Amounts.asWritten(needed.to()) : present.to());
    }

    /** The bounds of the columns whose cells all have a difference that bounds can hold. */
    private static Map<String, Bounds> boundable(Map<String, Bounds> deltas, List<Shown> parts) {
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        deltas.forEach((column, range) -> {
            boolean all =
                    parts.stream().flatMap(part -> part.cells(column).stream()).allMatch(ColumnDifference::bounded);
            if (all) {
                bounds.put(column, new Bounds(Amounts.asWritten(range.from()), Amounts.asWritten(range.to())));
            }
        });
        return bounds;
    }
}
