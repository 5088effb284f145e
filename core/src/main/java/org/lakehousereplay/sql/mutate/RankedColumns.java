package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** The columns of a query, and of those inside of it, that rank rows, as {@code row_number() OVER (...) AS rn} does. */
final class RankedColumns {

    private static final Set<String> RANKS = Set.of("row_number", "rank", "dense_rank", "rank_dense");

    private final Set<String> names;

    private RankedColumns(Set<String> names) {
        this.names = names;
    }

    static RankedColumns of(JsonNode plain) {
        Set<String> names = new HashSet<>();
        Deque<JsonNode> pending = new ArrayDeque<>();
        pending.push(plain);
        while (!pending.isEmpty()) {
            JsonNode node = pending.pop();
            for (JsonNode entry : node.path("select_list")) {
                if (isRank(entry.path(Trees.NAMED))) {
                    names.add(entry.path(Trees.ALIAS).asText().toLowerCase(Locale.ROOT));
                }
            }
            node.forEach(pending::push);
        }
        names.remove("");
        return new RankedColumns(names);
    }

    static boolean isRank(JsonNode node) {
        return Trees.isClass(node, "WINDOW") && Nodes.calls(node, RANKS);
    }

    /** Whether an expression is a rank, or a column that has one. */
    boolean ranks(JsonNode expression) {
        return isRank(expression) || named(expression).isPresent();
    }

    /** Whether a column of this name has a rank. */
    boolean isRanked(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    private Optional<String> named(JsonNode expression) {
        return Nodes.column(expression).filter(this::isRanked);
    }

    /** The rank that a condition such as {@code rn = 1} or {@code rank() OVER (...) <= 3} limits. */
    Optional<JsonNode> limited(JsonNode condition) {
        String type = Trees.type(condition);
        if (!Trees.isClass(condition, "COMPARISON") || type.equals("COMPARE_NOTEQUAL")) {
            return Optional.empty();
        }
        List<JsonNode> sides = Expressions.operands(condition);
        if (sides.size() != 2 || sides.stream().noneMatch(side -> Literals.number(side).isPresent())) {
            return Optional.empty();
        }
        return sides.stream().filter(this::ranks).findFirst();
    }
}
