package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** The columns of a query, and of those inside of it, that rank rows, as {@code row_number() OVER (...) AS rn} does. */
final class RankedColumns {

    private static final Set<String> RANKS = Set.of("row_number", "rank", "dense_rank", "rank_dense");

    private final Map<String, JsonNode> windows;

    private RankedColumns(Map<String, JsonNode> windows) {
        this.windows = windows;
    }

    static RankedColumns of(JsonNode plain) {
        Map<String, JsonNode> windows = new HashMap<>();
        Deque<JsonNode> pending = new ArrayDeque<>();
        pending.push(plain);
        while (!pending.isEmpty()) {
            JsonNode node = pending.pop();
            for (JsonNode entry : node.path("select_list")) {
                if (isRank(entry.path(Trees.NAMED))) {
                    windows.put(entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT), entry.path(Trees.NAMED));
                }
            }
            node.forEach(pending::push);
        }
        windows.remove("");
        return new RankedColumns(windows);
    }

    static boolean isRank(JsonNode node) {
        return Trees.isClass(node, "WINDOW") && Nodes.calls(node, RANKS);
    }

    /** The window function that an expression is, or that computes the column that it is. */
    private Optional<JsonNode> rank(JsonNode expression) {
        return isRank(expression)
                ? Optional.of(expression)
                : Nodes.column(expression).map(name -> windows.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a column of this name has a rank. */
    boolean isRanked(String name) {
        return windows.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The rank that a condition such as {@code rn = 1} or {@code rank() OVER (...) <= 3} limits. */
    Optional<JsonNode> limited(JsonNode condition) {
        String type = Trees.type(condition);
        if (!Trees.isClass(condition, "COMPARISON") || type.equals("COMPARE_NOTEQUAL")) {
            return Optional.empty();
        }
        List<JsonNode> sides = Expressions.operands(condition);
        if (sides.size() != 2
                || sides.stream().noneMatch(side -> Literals.number(side).isPresent())) {
            return Optional.empty();
        }
        return sides.stream().map(this::rank).flatMap(Optional::stream).findFirst();
    }
}
