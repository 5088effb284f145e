package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Changes made up at random, with names and values that try to break out of the file. */
final class RandomChanges {

    private static final List<String> HOSTILE = List.of(
            "plain",
            "gmv_10min",
            "a, b",
            "x: y",
            "# no comment",
            "a #b",
            "'single'",
            "\"double\"",
            "- dash",
            "-",
            "null",
            "~",
            "true",
            "1.0",
            "0x10",
            "2026-11-21",
            " leading",
            "trailing ",
            "two\nlines",
            "two\r\nlines\n",
            "tab\there",
            "日本",
            "😀 and 𝕏",
            "{a}",
            "[b]",
            "]",
            "&anchor",
            "*alias",
            "!tag",
            "%directive",
            "@at",
            "`tick",
            "? question",
            "C:\\new\\table",
            "next\u0085line",
            "line\u2028separator",
            "\uFEFFmark",
            "bell\u0007",
            "=",
            "<<",
            "---",
            "...",
            ": ",
            "|",
            ">",
            "x".repeat(200));

    private static final Set<ChangeKind> ON_FIXTURES = EnumSet.of(
            ChangeKind.RE_SCALED,
            ChangeKind.RE_TIMED,
            ChangeKind.ROWS_LET_IN,
            ChangeKind.ROWS_FILTERED_OUT,
            ChangeKind.VALUES_CHANGED,
            ChangeKind.NOT_COMPARABLE);

    private static final Set<ChangeKind> OF_COLUMNS =
            EnumSet.of(ChangeKind.COLUMN_ADDED, ChangeKind.COLUMN_REMOVED, ChangeKind.RE_TYPED);

    private final Random random;

    RandomChanges(Random random) {
        this.random = random;
    }

    /** Some changes, at most one of each kind of a metric. */
    List<CaliberChange> changes() {
        List<CaliberChange> changes = new ArrayList<>();
        for (String metric : List.of("gmv", "buyers")) {
            for (ChangeKind kind : ChangeKind.values()) {
                if (random.nextInt(4) == 0) {
                    changes.add(change(metric, kind));
                }
            }
        }
        return changes;
    }

    private CaliberChange change(String metric, ChangeKind kind) {
        if (OF_COLUMNS.contains(kind)) {
            return new CaliberChange("shop", metric, kind, "", names(1, 4), List.of(), List.of());
        }
        if (!ON_FIXTURES.contains(kind)) {
            return new CaliberChange("shop", metric, kind, "", List.of(), List.of(), List.of());
        }
        List<String> fixtures = names(1, 4);
        List<OutputDifference> differences = new ArrayList<>();
        if (kind != ChangeKind.NOT_COMPARABLE) {
            List<String> keyColumns = names(0, 2);
            int least = kind == ChangeKind.RE_SCALED ? 1 : 0;
            fixtures.forEach(fixture -> differences.add(difference(fixture, least, keyColumns)));
        }
        return new CaliberChange("shop", metric, kind, "", columns(differences), fixtures, differences);
    }

    /** What a classification would name: nothing, or every column with a cell that differs, and one that has none. */
    private List<String> columns(List<OutputDifference> differences) {
        if (differences.isEmpty() || random.nextBoolean()) {
            return List.of();
        }
        Set<String> columns = new TreeSet<>();
        differences.forEach(difference -> difference.columns().forEach(column -> columns.add(column.column())));
        if (random.nextInt(4) == 0) {
            columns.add("window_start");
        }
        return List.copyOf(columns);
    }

    private OutputDifference difference(String fixture, int leastColumns, List<String> keyColumns) {
        List<ColumnDifference> columns =
                names(leastColumns, 4).stream().map(this::column).toList();
        List<KeyExtent> keys = keyColumns.stream().map(this::extent).toList();
        return new OutputDifference(
                fixture,
                random.nextInt(10),
                random.nextInt(10),
                0,
                1,
                random.nextInt(3),
                columns.size(),
                false,
                columns,
                keys,
                List.of(),
                List.of(),
                List.of());
    }

    private ColumnDifference column(String name) {
        if (random.nextInt(4) == 0) {
            return new ColumnDifference(name, 3, Optional.empty(), Optional.empty());
        }
        BigDecimal one = amount();
        BigDecimal other = amount();
        long withoutDelta = random.nextInt(4) == 0 ? 1 : 0;
        return new ColumnDifference(
                name,
                3,
                withoutDelta,
                Optional.of(one.min(other)),
                // An infinite difference is no number that could be told.
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(one.max(other)),
                Optional.empty());
    }

    private BigDecimal amount() {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(2001) - 1000L, 2);
            case 1 -> BigDecimal.valueOf(random.nextInt(11) - 5L);
            case 2 -> BigDecimal.valueOf(random.nextGaussian());
            default -> BigDecimal.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
        };
    }

    private KeyExtent extent(String column) {
        List<String> values = new ArrayList<>(names(0, 12));
        if (random.nextInt(5) == 0) {
            values.add("");
        }
        return new KeyExtent(column, values.size() + (random.nextInt(6) == 0 ? 1 : 0), values);
    }

    /** Some names that differ in more than their case. */
    List<String> names(int least, int most) {
        List<String> names = new ArrayList<>(HOSTILE);
        Collections.shuffle(names, random);
        return List.copyOf(names.subList(0, least + random.nextInt(most - least + 1)));
    }

    /** A name that is not among others. */
    String another(List<String> names) {
        Set<String> others = new TreeSet<>(HOSTILE);
        others.removeAll(names);
        List<String> choice = new ArrayList<>(others);
        return choice.get(random.nextInt(choice.size()));
    }
}
