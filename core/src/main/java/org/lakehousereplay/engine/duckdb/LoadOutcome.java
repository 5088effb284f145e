package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lakehousereplay.diagnostic.Problem;

/** What came of loading files, by the number of the fixture. Filled by {@link TableLoader}. */
final class LoadOutcome {

    private final Map<Integer, List<Problem>> problems = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> columns = new LinkedHashMap<>();
    private final Map<Integer, List<String>> unknownColumns = new LinkedHashMap<>();

    /** What is wrong; rows of a fixture with a problem may be in the table or not. */
    Map<Integer, List<Problem>> problems() {
        return problems;
    }

    /** The columns that the files of a fixture have, in the declared spelling. */
    Set<String> columns(int fixture) {
        return columns.getOrDefault(fixture, Set.of());
    }

    /** The columns of an expected file that the output does not have; its rows are not loaded. */
    Map<Integer, List<String>> unknownColumns() {
        return unknownColumns;
    }

    boolean sound(int fixture) {
        return !problems.containsKey(fixture) && !unknownColumns.containsKey(fixture);
    }

    void problems(int fixture, List<Problem> found) {
        if (!found.isEmpty()) {
            problems.computeIfAbsent(fixture, any -> new ArrayList<>()).addAll(found);
        }
    }

    void columns(int fixture, Header header) {
        Set<String> names = columns.computeIfAbsent(fixture, any -> new LinkedHashSet<>());
        header.columns().forEach(column -> names.add(column.name()));
    }

    void unknownColumns(int fixture, List<String> names) {
        unknownColumns.computeIfAbsent(fixture, any -> new ArrayList<>()).addAll(names);
    }
}
