package org.lakehousereplay.sql.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the columns that expressions refer to. The engine has replaced most references by positions in what a step gets
 * from the steps below; below a table function it leaves the number of the table that the binder gave, and a position
 * in there.
 */
final class Bindings {

    /** The body of a lambda refers to the parameters of the lambda; what it takes from outside stands beside it. */
    private static final Set<String> OF_THEIR_OWN = Set.of("lambda_expr", "function_data");

    private static final Set<String> UNKNOWN = Set.of("BOUND_SUBQUERY", "BOUND_PARAMETER", "BOUND_DEFAULT");

    private final Map<Integer, List<Origins>> tables = new HashMap<>();

    /** Remembers what a number of the binder stands for, if there is one. */
    void bind(JsonNode number, List<Origins> columns) {
        // What has no number has the greatest there is.
        if (number.canConvertToInt() && number.isIntegralNumber()) {
            tables.put(number.asInt(), columns);
        }
    }

    /**
     * The origins of all that is referred to in expressions.
     *
     * @param expressions an expression, or anything that has some in it
     * @param input the columns that positions count
     */
    Origins origins(JsonNode expressions, List<Origins> input) throws UnknownPlan {
        Deque<JsonNode> pending = new ArrayDeque<>();
        pending.push(expressions);
        Origins origins = Origins.NONE;
        while (!pending.isEmpty()) {
            JsonNode node = pending.pop();
            String kind = node.path("expression_class").asText();
            if (kind.equals("BOUND_REF")) {
                origins = origins.and(Relation.at(input, node.path("index")));
            } else if (kind.equals("BOUND_COLUMN_REF")) {
                origins = origins.and(bound(node.path("binding")));
            } else if (UNKNOWN.contains(kind)) {
                throw new UnknownPlan(kind);
            } else if (node.isArray()) {
                node.forEach(pending::push);
            } else {
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    if (field.getValue().isContainerNode() && !OF_THEIR_OWN.contains(field.getKey())) {
                        pending.push(field.getValue());
                    }
                }
            }
        }
        return origins;
    }

    /** The origins of each expression of a list. */
    List<Origins> each(JsonNode expressions, List<Origins> input) throws UnknownPlan {
        List<Origins> each = new ArrayList<>();
        for (JsonNode expression : expressions) {
            each.add(origins(expression, input));
        }
        return each;
    }

    private Origins bound(JsonNode binding) throws UnknownPlan {
        JsonNode number = binding.path("table_index");
        List<Origins> columns = number.canConvertToInt() ? tables.get(number.asInt()) : null;
        if (columns == null) {
            throw new UnknownPlan("table " + number);
        }
        return Relation.at(columns, binding.path("column_index"));
    }
}
