package org.lakehousereplay.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lakehousereplay.caliber.Evidence;
import org.lakehousereplay.caliber.KeyExtent;
import org.lakehousereplay.caliber.OutputDifference;

/** Reads what the rows that differ between two versions of a metric have to tell, for all fixtures at once. */
final class DifferenceEvidence {

    private final Connection connection;
    private final VersionDifference difference;
    private final KeyedMetric metric;

    DifferenceEvidence(Connection connection, VersionDifference difference) {
        this.connection = connection;
        this.difference = difference;
        this.metric = difference.metric();
    }

    /**
     * The evidence of every fixture with a difference, by number.
     *
     * @param fixtures the fixtures that were compared, by number, in the candidate
     * @param older the same in the older version
     * @param reordered those among them whose rows stand in another order
     */
    Map<Integer, Evidence> read(
            Map<Integer, FixtureState> fixtures, Map<Integer, FixtureState> older, Collection<Integer> reordered)
            throws SQLException {
        Map<Integer, DifferenceCounts.Counts> counts = new DifferenceCounts(connection, difference).read();
        Map<Integer, Evidence> evidence = new TreeMap<>();
        DifferenceRows rowsReader = new DifferenceRows(connection, difference);
        Map<Integer, List<KeyExtent>> extents = rowsReader.extents();
        Map<Integer, DifferenceRows.FirstRows> first = rowsReader.first();
        Map<Integer, Set<String>> moved = new HashMap<>();
        Map<Integer, Set<String>> conserved = new HashMap<>();
        DifferenceShape shape = new DifferenceShape(connection, difference);
        shape.readTotals(moved, conserved);
        Map<Integer, Set<String>> scaled = counts.isEmpty() ? Map.of() : shape.scaled(counts);
        Set<Integer> differing = new HashSet<>(counts.keySet());
        differing.addAll(reordered);
        for (int number : differing) {
            DifferenceCounts.Counts count =
                    counts.getOrDefault(number, new DifferenceCounts.Counts(0, 0, 0, 0, List.of()));
            DifferenceRows.FirstRows rows = first.getOrDefault(number, new DifferenceRows.FirstRows());
            FixtureState fixture = fixtures.get(number);
            FixtureState before = older.get(number);
            evidence.put(
                    number,
                    new Evidence(
                            new OutputDifference(
                                    fixture.fixture().name(),
                                    before.metric(before.workspace()
                                                    .pipeline()
                                                    .metric(metric.model().name())
                                                    .orElseThrow())
                                            .actualRows(),
                                    fixture.metric(metric.model()).actualRows(),
                                    count.removed(),
                                    count.added(),
                                    count.changed(),
                                    count.cells(),
                                    reordered.contains(number),
                                    count.columns(),
                                    extents.getOrDefault(number, List.of()),
                                    rows.changed(),
                                    rows.removed(),
                                    rows.added()),
                            moved.getOrDefault(number, Set.of()),
                            conserved.getOrDefault(number, Set.of()),
                            scaled.getOrDefault(number, Set.of())));
        }
        return evidence;
    }
}
