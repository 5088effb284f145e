package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;

/** Whether an entry covers a part of a change, and what it leaves open. */
final class Coverage {

    /** How many values one phrase names. */
    private static final int NAMED = 5;

    private Coverage() {}

    /** What an entry that is meant for a part of a change does not cover, a phrase each. */
    static List<String> gaps(DeclaredChange entry, Shown shown) {
        List<String> gaps = new ArrayList<>();
        for (String column : shown.columns()) {
            if (!Shown.contains(entry.columns(), column)) {
                gaps.add("column " + column);
            }
        }
        entry.keys().forEach((column, values) -> keyGap(column, values, shown).ifPresent(gaps::add));
        entry.deltas().forEach((column, bounds) -> shown.cells(column)
                .ifPresent(cells -> gaps.addAll(deltaGaps(cells, bounds))));
        return gaps;
    }

    /** Why an entry covers nothing whatever its scope, a phrase each. */
    static List<String> flaws(DeclaredChange entry, LocalDate today) {
        List<String> flaws = new ArrayList<>();
        String subject = "the entry on line " + entry.location().line();
        if (entry.reason().isBlank()) {
            flaws.add(subject + " has no reason yet");
        }
        if (hasExpired(entry, today)) {
            flaws.add(subject + " expired on " + entry.expires().orElseThrow());
        }
        return flaws;
    }

    static boolean hasExpired(DeclaredChange entry, LocalDate today) {
        return entry.expires().filter(today::isAfter).isPresent();
    }

    private static Optional<String> keyGap(String column, List<String> allowed, Shown shown) {
        Optional<KeyExtent> extent = shown.extent(column);
        if (extent.isEmpty()) {
            return Optional.of(
                    shown.difference().isPresent()
                            ? "`keys` names " + column + ", which is no column of the key"
                            : "`keys` names " + column + ", and no rows were compared");
        }
        if (!extent.get().complete()) {
            return Optional.of("the values of " + column + " are too many to be told, or NULL is among them");
        }
        List<String> others = extent.get().values().stream()
                .filter(value -> !allowed.contains(value))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(extent.get().column() + " " + some(others));
    }

    /** The first of them, and how many more there are. */
    static String some(List<String> values) {
        String named = String.join(", ", values.subList(0, Math.min(NAMED, values.size())));
        return values.size() > NAMED ? named + " and " + (values.size() - NAMED) + " more" : named;
    }

    private static List<String> deltaGaps(ColumnDifference cells, Bounds bounds) {
        List<String> gaps = new ArrayList<>();
        if (!cells.bounded()) {
            gaps.add(cells.column() + " differs in cells that no bounds can hold, such as NULL");
        }
        Optional<BigDecimal> down = cells.smallestDelta().filter(amount -> Amounts.less(amount, bounds.from()));
        Optional<BigDecimal> up = cells.largestDelta().filter(amount -> Amounts.less(bounds.to(), amount));
        String observed = down.isPresent() && up.isPresent()
                ? "by " + Amounts.signed(down.get()) + " to " + Amounts.signed(up.get())
                : up.map(amount -> "by up to " + Amounts.signed(amount))
                        .or(() -> down.map(amount -> "by down to " + Amounts.signed(amount)))
                        .orElse("");
        if (!observed.isEmpty()) {
            gaps.add(cells.column() + " differs " + observed + ", declared are " + Amounts.range(bounds));
        }
        return gaps;
    }
}
