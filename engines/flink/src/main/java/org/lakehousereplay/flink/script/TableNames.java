package org.lakehousereplay.flink.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.lakehousereplay.spi.EngineProblem;

/**
 * Names for tables: their own, or with the database where another table took it. Sources come first, because input files
 * are named after them.
 */
final class TableNames {

    private final Map<Unit, String> names = new HashMap<>();
    private final Map<String, Unit> taken = new HashMap<>();
    private final List<EngineProblem> problems = new ArrayList<>();

    void take(Unit unit) {
        String own = unit.identifier().map(ObjectIdentifier::getObjectName).orElseGet(() -> stem(unit.declaration()));
        if (taken.putIfAbsent(fold(own), unit) == null) {
            names.put(unit, own);
            return;
        }
        String longer = unit.identifier()
                .map(identifier -> identifier.getDatabaseName() + "_" + identifier.getObjectName())
                .orElse(own);
        names.put(unit, longer);
        if (taken.putIfAbsent(fold(longer), unit) != null) {
            Statement other = taken.get(fold(own)).declaration();
            problems.add(ScriptProblems.unsupported(
                    unit.declaration(),
                    own + " is also made by the statement in " + other.file().getFileName() + ":" + other.line(),
                    unit.identifier().isPresent()
                            ? "give the tables different names"
                            : "keep one query in this script, or make views of them"));
        }
    }

    /** The replay store takes names that differ only by case for one. */
    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A query that stands alone is called like its file, up to the first dot. */
    private static String stem(Statement statement) {
        String file = statement.file().getFileName().toString();
        int dot = file.indexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }

    String of(Unit unit) {
        return names.get(unit);
    }

    List<EngineProblem> problems() {
        return problems;
    }
}
