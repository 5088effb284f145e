package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Walks a query for what keeps rows out. */
final class ConditionSearch {

    /** The joins that drop rows of one side or both. */
    private static final Set<String> DROPPING = Set.of("INNER", "LEFT", "RIGHT", "SEMI", "ANTI");

    private final List<FoundCondition> found = new ArrayList<>();

    private ConditionSearch() {}

    /** The conditions in the order of the text, as far as the engine tells where they are. */
    static List<FoundCondition> in(JsonNode plain, TreeFacts facts) {
        ConditionSearch search = new ConditionSearch();
        search.walk(plain, Set.of());
        List<Integer> order = IntStream.range(0, search.found.size())
                .boxed()
                .sorted(Comparator.comparing(
                        number -> search.found.get(number).position(facts).orElse(Long.MAX_VALUE)))
                .toList();
        Map<Integer, Integer> numbers = new HashMap<>();
        order.forEach(number -> numbers.put(number, numbers.size()));
        return order.stream()
                .map(search.found::get)
                .map(condition -> new FoundCondition(
                        condition.kind(),
                        condition.node(),
                        condition.around().stream().map(numbers::get).collect(Collectors.toSet()),
                        condition.linking()))
                .toList();
    }

    private void walk(JsonNode node, Set<Integer> around) {
        if (node.isArray()) {
            node.forEach(element -> walk(element, around));
            return;
        }
        if (!node.isObject()) {
            return;
        }
        boolean crossed = isCrossed(node.path("from_table").path(Trees.TABLES));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "where_clause" -> conditions(value, Condition.Kind.WHERE, around, crossed);
                case "having" -> conditions(value, Condition.Kind.HAVING, around, false);
                case "qualify" -> conditions(value, Condition.Kind.QUALIFY, around, false);
                case "filter", "filter_expr" -> conditions(value, Condition.Kind.FILTER, around, false);
                case "condition" -> conditions(value, Condition.Kind.ON, around, true);
                case Trees.TABLES -> value.forEach(item -> table(item, around));
                case "modifiers" -> value.forEach(modifier -> modifier(modifier, around));
                default -> walk(value, around);
            }
        }
    }

    private void conditions(JsonNode all, Condition.Kind kind, Set<Integer> around, boolean linking) {
        if (!all.isArray()) {
            walk(all, around);
            return;
        }
        for (JsonNode condition : all) {
            boolean links = linking && (all.size() == 1 || Trees.type(condition).equals("COMPARE_EQUAL"));
            walk(condition, add(new FoundCondition(kind, condition, around, links)));
        }
    }

    private static boolean isCrossed(JsonNode tables) {
        for (JsonNode item : tables) {
            if (item.path(Trees.JOIN).path("ref_type").asText().equals("CROSS")) {
                return true;
            }
        }
        return false;
    }

    private void table(JsonNode item, Set<Integer> around) {
        JsonNode join = item.path(Trees.JOIN);
        String reference = join.path("ref_type").asText();
        boolean drops = DROPPING.contains(join.path("join_type").asText())
                && (reference.equals("REGULAR") || reference.equals("NATURAL") || reference.equals("ASOF"));
        walk(item, drops ? add(new FoundCondition(Condition.Kind.JOIN, item, around, false)) : around);
    }

    private void modifier(JsonNode modifier, Set<Integer> around) {
        boolean distinct = Trees.type(modifier).equals("DISTINCT_MODIFIER");
        walk(modifier, distinct ? add(new FoundCondition(Condition.Kind.DISTINCT, modifier, around, false)) : around);
    }

    /** What is inside of a condition is part of all that this one is part of. */
    private Set<Integer> add(FoundCondition condition) {
        Set<Integer> inside = new TreeSet<>(condition.around());
        inside.add(found.size());
        found.add(condition);
        return inside;
    }
}
