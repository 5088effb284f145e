package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a change that one entry has to cover as a whole: what it shows on a fixture; or, of a change that no
 * fixture shows, one of its columns.
 *
 * @param fixture the fixture, if there is one
 * @param columns the columns that the entry must name
 * @param difference how the outputs differ, where that is known
 */
record Shown(Optional<String> fixture, List<String> columns, Optional<OutputDifference> difference) {

    /** Kinds that follow from declarations, so that their columns are those of the change wherever it shows. */
    private static final Set<ChangeKind> OF_DECLARATIONS = EnumSet.of(
            ChangeKind.METRIC_ADDED,
            ChangeKind.METRIC_REMOVED,
            ChangeKind.COLUMN_ADDED,
            ChangeKind.COLUMN_REMOVED,
            ChangeKind.RE_TYPED,
            ChangeKind.RE_KEYED,
            ChangeKind.UNIT_CHANGED,
            ChangeKind.DESCRIPTION_CHANGED,
            ChangeKind.CHECKS_CHANGED,
            ChangeKind.UNOBSERVED);

    /** Kinds that are about some columns, while others of the same rows may have changed in another way. */
    private static final Set<ChangeKind> OF_SOME_COLUMNS = EnumSet.of(ChangeKind.RE_SCALED, ChangeKind.VALUES_CHANGED);

    Shown {
        columns = List.copyOf(columns);
    }

    /** The parts of a change, at least one. */
    static List<Shown> of(CaliberChange change) {
        Set<String> fixtures = new LinkedHashSet<>(change.fixtures());
        change.observed().forEach(difference -> fixtures.add(difference.fixture()));
        List<Shown> parts = new ArrayList<>();
        for (String fixture : fixtures) {
            Optional<OutputDifference> difference = change.observed().stream()
                    .filter(candidate -> candidate.fixture().equals(fixture))
                    .findFirst();
            parts.add(new Shown(Optional.of(fixture), columns(change, difference), difference));
        }
        if (fixtures.isEmpty()) {
            change.columns()
                    .forEach(column -> parts.add(new Shown(Optional.empty(), List.of(column), Optional.empty())));
        }
        return parts.isEmpty() ? List.of(new Shown(Optional.empty(), List.of(), Optional.empty())) : parts;
    }

    private static List<String> columns(CaliberChange change, Optional<OutputDifference> difference) {
        if (difference.isEmpty() || OF_DECLARATIONS.contains(change.kind())) {
            return change.columns();
        }
        List<String> changed = difference.get().columns().stream()
                .map(ColumnDifference::column)
                .toList();
        if (change.columns().isEmpty()) {
            return changed;
        }
        if (OF_SOME_COLUMNS.contains(change.kind())) {
            return changed.stream()
                    .filter(column -> contains(change.columns(), column))
                    .toList();
        }
        // A column that no cell shows, such as the one of the window, is concerned wherever the change shows.
        List<String> all = new ArrayList<>(change.columns());
        all.removeIf(column -> !contains(changed, column)
                && change.observed().stream()
                        .flatMap(other -> other.columns().stream())
                        .anyMatch(cells -> cells.column().equalsIgnoreCase(column)));
        changed.stream().filter(column -> !contains(all, column)).forEach(all::add);
        return all;
    }

    /** What people call it: {@code fixture refund}. */
    String name() {
        return fixture.map(name -> "fixture " + name).orElse("column " + String.join(", ", columns));
    }

    /** Whether an entry about this kind of change is meant for this part of it. */
    boolean isMeantBy(DeclaredChange entry) {
        if (fixture.isPresent()) {
            return entry.fixtures().contains(fixture.get());
        }
        return columns.isEmpty() || columns.stream().anyMatch(column -> contains(entry.columns(), column));
    }

    /** How the cells of the columns differ, as far as that is known. */
    List<ColumnDifference> cells() {
        return difference.map(OutputDifference::columns).orElse(List.of()).stream()
                .filter(cells -> contains(columns, cells.column()))
                .toList();
    }

    /** How the cells of a column differ, as far as that is known. */
    Optional<ColumnDifference> cells(String column) {
        return cells().stream()
                .filter(cells -> cells.column().equalsIgnoreCase(column))
                .findFirst();
    }

    /** The values of a key column over the rows that differ, as far as that is known. */
    Optional<KeyExtent> extent(String column) {
        return difference.map(OutputDifference::keys).orElse(List.of()).stream()
                .filter(extent -> extent.column().equalsIgnoreCase(column))
                .findFirst();
    }

    /** Whether a name is among others; names of columns are the same in upper and lower case. */
    static boolean contains(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
