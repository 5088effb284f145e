package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a condition may have become another, which matters only for how small an edit is. */
final class Likeness {

    private final TreeFacts facts;

    Likeness(TreeFacts facts) {
        this.facts = facts;
    }

    /** How much two conditions have in common; zero when they are about different things. */
    int of(JsonNode before, JsonNode after) {
        JsonNode left = condition(before);
        JsonNode right = condition(after);
        boolean comparable = Trees.isExpression(left)
                && (Trees.isClass(right, left.path("class").asText()) || testSame(left, right));
        if (!comparable) {
            return 0;
        }
        Set<Integer> leftParts = new HashSet<>();
        Set<Integer> rightParts = new HashSet<>();
        Set<String> leftNames = new HashSet<>();
        Set<String> rightNames = new HashSet<>();
        collect(left, leftParts, leftNames);
        collect(right, rightParts, rightNames);
        leftNames.retainAll(rightNames);
        if (leftNames.isEmpty()) {
            return 0;
        }
        Set<Integer> all = new HashSet<>(leftParts);
        all.addAll(rightParts);
        leftParts.retainAll(rightParts);
        return 1 + 1000 * leftParts.size() / all.size();
    }

    /** Whether two tests are of the same value, such as {@code a = 1} and {@code a IN (1, 2)}. */
    private boolean testSame(JsonNode before, JsonNode after) {
        List<JsonNode> left = Expressions.operands(before);
        List<JsonNode> right = Expressions.operands(after);
        return !left.isEmpty() && !right.isEmpty() && facts.same(left.get(0), right.get(0));
    }

    /** What is tested, whether it must be true or false. */
    private static JsonNode condition(JsonNode node) {
        JsonNode named = Trees.inner(node);
        JsonNode expression = named.has("expression") ? Trees.inner(named.path("expression")) : named;
        return Trees.type(expression).equals("OPERATOR_NOT")
                ? expression.path("children").path(0)
                : expression;
    }

    private void collect(JsonNode node, Set<Integer> parts, Set<String> names) {
        if (Trees.isExpression(node) || Trees.isTable(node)) {
            parts.add(facts.number(node));
        }
        // A column counts by its own name: the table in front of it may be called otherwise.
        JsonNode column = node.path("column_names");
        names.add(column.path(column.size() - 1).asText().toLowerCase(Locale.ROOT));
        names.add(node.path("table_name").asText().toLowerCase(Locale.ROOT));
        names.remove("");
        node.forEach(child -> collect(child, parts, names));
    }

    /** Whether one version has a condition that is the OR of several of the other. */
    boolean joinsByOr(JsonNode all, JsonNode some) {
        Set<Integer> numbers = new HashSet<>();
        all.forEach(condition -> numbers.add(facts.number(condition)));
        some.forEach(condition -> numbers.remove(facts.number(condition)));
        for (JsonNode condition : some) {
            if (Trees.type(condition).equals("CONJUNCTION_OR")) {
                long shared = 0;
                for (JsonNode alternative : condition.path("children")) {
                    shared += numbers.contains(facts.number(alternative)) ? 1 : 0;
                }
                if (shared > 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
