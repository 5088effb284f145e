package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Changes as an engine would observe them, and what they are judged by. */
final class SampleChanges {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    static final Set<String> METRICS = Set.of("shop/gmv", "shop/buyers", "shop/orders");

    static final Path FILE = Path.of("caliber-changes.yaml");

    private SampleChanges() {}

    static CaliberChange declared(ChangeKind kind, String... columns) {
        return new CaliberChange("shop", "gmv", kind, "", List.of(columns), List.of(), List.of());
    }

    static CaliberChange onFixtures(ChangeKind kind, OutputDifference... differences) {
        return new CaliberChange(
                "shop",
                "gmv",
                kind,
                "",
                List.of(),
                Stream.of(differences).map(OutputDifference::fixture).toList(),
                List.of(differences));
    }

    static OutputDifference difference(String fixture, List<ColumnDifference> columns, KeyExtent... keys) {
        return new OutputDifference(
                fixture,
                10,
                10,
                0,
                0,
                3,
                columns.size() * 3L,
                false,
                columns,
                List.of(keys),
                List.of(),
                List.of(),
                List.of());
    }

    static ColumnDifference text(String column) {
        return new ColumnDifference(column, 3, Optional.empty(), Optional.empty());
    }

    static ColumnDifference number(String column, String smallest, String largest) {
        return new ColumnDifference(
                column, 3, Optional.of(new BigDecimal(smallest)), Optional.of(new BigDecimal(largest)));
    }

    static KeyExtent key(String column, String... values) {
        return new KeyExtent(column, values.length, List.of(values));
    }

    static Circumstances against(String baseline) {
        return new Circumstances(baseline, ChangeLevel.MINOR, TODAY, false, METRICS);
    }

    static List<DeclaredChange> entries(String text) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(FILE, text);
        if (!reading.problems().isEmpty()) {
            throw new AssertionError(reading.problems());
        }
        return reading.entries();
    }

    /** An entry for shop/gmv against 1.0.0, of the lines given and with a reason. */
    static String entry(ChangeKind kind, String... lines) {
        List<String> all = new ArrayList<>(List.of("  - metric: shop/gmv", "    kind: " + kind.label()));
        all.add("    baseline: 1.0.0");
        Stream.of(lines).map(line -> "    " + line).forEach(all::add);
        all.add("    reason: Refunds count from now on, FIN-12");
        return String.join("\n", all) + "\n";
    }

    static String file(String... entries) {
        return "changes:\n" + String.join("", entries);
    }
}
