package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Under which names a query passes columns on, through its named queries and subqueries: a first answer by names alone,
 * in which two columns of one name are one. For readers of SQL inside this library. All names are in lower case.
 */
public final class ColumnNames {

    private final Map<String, Set<String>> copied = new HashMap<>();
    private final Set<String> ranking = new TreeSet<>();
    private final Set<String> computed = new TreeSet<>();
    private final Set<String> latest = new TreeSet<>();

    private ColumnNames() {}

    static ColumnNames of(JsonNode plain) {
        ColumnNames names = new ColumnNames();
        Deque<JsonNode> pending = new ArrayDeque<>();
        pending.push(plain);
        while (!pending.isEmpty()) {
            JsonNode node = pending.pop();
            node.path("select_list").forEach(names::add);
            node.forEach(pending::push);
        }
        return names;
    }

    private void add(JsonNode entry) {
        String alias = entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT);
        JsonNode expression = entry.path(Trees.NAMED);
        if (alias.isEmpty()) {
            return;
        }
        if (Trees.isClass(expression, "COLUMN_REF")) {
            JsonNode parts = expression.path("column_names");
            copied.computeIfAbsent(alias, any -> new TreeSet<>())
                    .add(parts.path(parts.size() - 1).asText().toLowerCase(Locale.ROOT));
            return;
        }
        computed.add(alias);
        if (FoundCondition.hasWindow(expression)) {
            ranking.add(alias);
        }
        if (calls(expression, "max")) {
            latest.add(alias);
        }
    }

    private static boolean calls(JsonNode expression, String function) {
        if (expression.path("function_name").asText().equalsIgnoreCase(function)) {
            return true;
        }
        for (JsonNode operand : Expressions.operands(expression)) {
            if (calls(operand, function)) {
                return true;
            }
        }
        return false;
    }

    /** The names that a column may have had before, its own among them unless that is computed here. */
    public Set<String> origins(String name) {
        Set<String> origins = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>();
        pending.push(name.toLowerCase(Locale.ROOT));
        while (!pending.isEmpty()) {
            String next = pending.pop();
            if (origins.add(next)) {
                copied.getOrDefault(next, Set.of()).forEach(pending::push);
            }
        }
        origins.removeAll(computed);
        return origins;
    }

    /** Whether a column of this name is computed from the greatest of several values, as a watermark is. */
    public boolean latest(String name) {
        return isAmong(latest, name);
    }

    /** Whether a window function computes a column of this name. */
    public boolean ranks(String name) {
        return isAmong(ranking, name);
    }

    private boolean isAmong(Set<String> names, String name) {
        return names.contains(name.toLowerCase(Locale.ROOT))
                || copied.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()).stream()
                        .anyMatch(names::contains);
    }
}
