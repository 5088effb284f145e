package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells which parts of trees are the same apart from layout: every distinct part has a number. Positions and the case
 * of names do not count, for the engine does not tell names apart by case. For those in this library that compare trees.
 */
public final class TreeFacts {

    /** Positions, and whether a cross join is written as a comma. */
    private static final Set<String> LAYOUT = Set.of("query_location", "query_location_length", "is_implicit");

    /** Where the text of a constant stands; every other text is a name. */
    private static final Set<String> CONSTANTS = Set.of("value", "values", "text");

    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final IdentityHashMap<JsonNode, Fact> facts = new IdentityHashMap<>();

    public boolean same(JsonNode some, JsonNode other) {
        return number(some) == number(other);
    }

    public int number(JsonNode node) {
        return fact(node).number;
    }

    /** Whether there is an expression, a table or a query in it: what can change on its own. */
    boolean structured(JsonNode node) {
        return fact(node).structured;
    }

    /** The first place of the text that belongs to it. */
    public OptionalLong position(JsonNode node) {
        long position = fact(node).position;
        return position == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private Fact fact(JsonNode node) {
        if (!node.isContainerNode()) {
            return scalar(node, "");
        }
        Fact known = facts.get(node);
        return known != null ? known : compute(node);
    }

    /** Children come before what holds them; the stack is its own, because the depth is up to who wrote the SQL. */
    private Fact compute(JsonNode root) {
        Deque<Visit> pending = new ArrayDeque<>();
        pending.push(new Visit(root, "", false));
        while (!pending.isEmpty()) {
            Visit visit = pending.pop();
            if (visit.childrenDone) {
                facts.put(visit.node, container(visit.node, visit.field));
            } else if (!facts.containsKey(visit.node)) {
                pending.push(new Visit(visit.node, visit.field, true));
                if (visit.node.isArray()) {
                    visit.node.forEach(child -> push(pending, child, visit.field));
                } else {
                    visit.node.properties().forEach(field -> push(pending, field.getValue(), field.getKey()));
                }
            }
        }
        return facts.get(root);
    }

    private static void push(Deque<Visit> pending, JsonNode child, String field) {
        if (child.isContainerNode()) {
            pending.push(new Visit(child, field, false));
        }
    }

    private Fact container(JsonNode node, String field) {
        List<Object> shape = new ArrayList<>();
        boolean structured = Trees.isExpression(node) || Trees.isTable(node) || Trees.isQuery(node);
        long position = offset(node.path("query_location"));
        if (node.isArray()) {
            shape.add("[");
            for (JsonNode element : node) {
                Fact fact = child(element, field);
                shape.add(fact.number);
                structured |= fact.structured;
                position = Math.min(position, fact.position);
            }
        } else {
            shape.add("{");
            Map<String, Fact> children = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!isLayout(entry.getKey()) && !entry.getValue().isNull()) {
                    children.put(entry.getKey(), child(entry.getValue(), entry.getKey()));
                }
            }
            for (Map.Entry<String, Fact> child : children.entrySet()) {
                shape.add(child.getKey());
                shape.add(child.getValue().number);
                structured |= child.getValue().structured;
                position = Math.min(position, child.getValue().position);
            }
        }
        // What is in the name of a type is no expression, though it is written like one.
        return new Fact(numberOf(shape), structured && !Trees.isClass(node, "TYPE"), position);
    }

    private Fact child(JsonNode child, String field) {
        return child.isContainerNode() ? facts.get(child) : scalar(child, field);
    }

    private Fact scalar(JsonNode node, String field) {
        if (Trees.absent(node)) {
            return new Fact(numberOf(List.of()), false, Long.MAX_VALUE);
        }
        boolean exact = !node.isTextual() || CONSTANTS.contains(field);
        String text = exact ? node.asText() : node.asText().toLowerCase(Locale.ROOT);
        return new Fact(numberOf(List.of(node.getNodeType(), text)), false, Long.MAX_VALUE);
    }

    private int numberOf(List<Object> shape) {
        return numbers.computeIfAbsent(shape, unseen -> numbers.size());
    }

    static boolean isLayout(String field) {
        return LAYOUT.contains(field);
    }

    /** Where a node says that it stands. */
    public static OptionalLong place(JsonNode node) {
        long place = offset(node.path("query_location"));
        return place == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(place);
    }

    /** An unknown place is the greatest unsigned number, which no long can hold. */
    private static long offset(JsonNode location) {
        return location.isIntegralNumber() && location.canConvertToLong() ? location.asLong() : Long.MAX_VALUE;
    }

    private record Visit(JsonNode node, String field, boolean childrenDone) {}

    private record Fact(int number, boolean structured, long position) {}
}
