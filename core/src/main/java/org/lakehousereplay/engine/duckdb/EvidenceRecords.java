package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found out about the raw rows of windows that differ, as it goes into the store. */
final class EvidenceRecords {

    private final List<Row> rows = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();

    /**
     * A row of the output of a metric.
     *
     * @param pipeline the name of the pipeline
     * @param fixture the name of the fixture
     * @param metric the name of the metric
     * @param key the canonical text of each column of the key, in declared order
     */
    record Place(String pipeline, String fixture, String metric, Map<String, Optional<String>> key) {}

    /**
     * A raw row.
     *
     * @param place the window it belongs to
     * @param version the version in which it was left out on trial
     * @param source the name of its source
     * @param number its 1-based position
     * @param fate what became of it
     * @param values the canonical text of its columns, in declared order
     */
    record Row(
            Place place,
            String version,
            String source,
            long number,
            RowFate fate,
            Map<String, Optional<String>> values) {}

    /**
     * How completely a window was looked at.
     *
     * @param place the window
     * @param version the version
     * @param rowsInWindow how many rows belong to it
     * @param rowsExamined how many of them are told
     * @param stopped why that is not all; empty when it is
     */
    record Window(Place place, String version, long rowsInWindow, long rowsExamined, String stopped) {}

    void addRows(Collection<Row> found) {
        rows.addAll(found);
    }

    void addWindow(Window window) {
        windows.add(window);
    }

    void addAll(EvidenceRecords others) {
        rows.addAll(others.rows);
        windows.addAll(others.windows);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    List<Window> windows() {
        return List.copyOf(windows);
    }
}
