package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what an edit changes about a metric, by the kinds of nodes and functions that it touches. */
final class Categories {

    private static final Set<String> RANKINGS = Set.of("WINDOW_ROW_NUMBER", "WINDOW_RANK", "WINDOW_RANK_DENSE");

    private final TreeFacts facts;
    private final FunctionKinds functions;

    Categories(TreeFacts facts, FunctionKinds functions) {
        this.facts = facts;
        this.functions = functions;
    }

    Category of(Draft draft) {
        return draft.category().orElseGet(() -> byContent(draft));
    }

    private Category byContent(Draft draft) {
        Clause clause = draft.place().clause();
        boolean wholeElement = draft.around().isMissingNode()
                && draft.place().around().isEmpty()
                && (draft.removed().stream().allMatch(Trees::absent)
                        || draft.added().stream().allMatch(Trees::absent));
        if (!wholeElement && clause != Clause.FROM && clause != Clause.LIMIT && clause != Clause.NAMED_QUERY) {
            if (draft.replacesField("distinct")) {
                return Category.DEDUPLICATION;
            }
            if (changesTime(draft)) {
                return Category.TIME;
            }
            if (changesType(draft)) {
                return Category.TYPE;
            }
        }
        if (clause == Clause.QUALIFY && (ranks(draft.removed()) || ranks(draft.added()) || ranks(draft.around()))) {
            return Category.DEDUPLICATION;
        }
        return clause.category();
    }

    private boolean changesTime(Draft draft) {
        if (functions.isTemporal(draft.around().path("function_name").asText())) {
            return true;
        }
        return !times(draft.removed()).equals(times(draft.added()));
    }

    /** The parts that are about time, and how often each is there. */
    private Map<Integer, Integer> times(List<JsonNode> nodes) {
        Map<Integer, Integer> times = new HashMap<>();
        nodes.forEach(node -> addTimes(node, times));
        return times;
    }

    private void addTimes(JsonNode node, Map<Integer, Integer> times) {
        boolean temporal = functions.isTemporal(node.path("function_name").asText())
                || Trees.isClass(node, "CAST") && isTemporal(castType(node))
                || isCurrentTime(node.path("column_names"));
        if (temporal) {
            times.merge(facts.number(node), 1, Integer::sum);
        } else {
            node.forEach(child -> addTimes(child, times));
        }
    }

    /** Such as {@code current_date}, which is written like a column. */
    private boolean isCurrentTime(JsonNode names) {
        String name = names.size() == 1 ? names.get(0).asText().toLowerCase(Locale.ROOT) : "";
        return name.startsWith("current_") && functions.isTemporal(name);
    }

    private static String castType(JsonNode cast) {
        String plain = cast.path("cast_type").path("id").asText();
        return plain.isEmpty() ? cast.path("type_expr").path("type_name").asText() : plain;
    }

    private static boolean isTemporal(String type) {
        return type.startsWith("DATE") || type.startsWith("TIME") || type.equals("INTERVAL");
    }

    private static boolean changesType(Draft draft) {
        return Trees.isClass(draft.around(), "CAST") || outerCasts(draft.removed()) != outerCasts(draft.added());
    }

    private static long outerCasts(List<JsonNode> nodes) {
        return nodes.stream().filter(node -> Trees.isClass(node, "CAST")).count();
    }

    private static boolean ranks(List<JsonNode> nodes) {
        return nodes.stream().anyMatch(Categories::ranks);
    }

    private static boolean ranks(JsonNode node) {
        if (RANKINGS.contains(Trees.type(node))) {
            return true;
        }
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return children.stream().anyMatch(Categories::ranks);
    }
}
