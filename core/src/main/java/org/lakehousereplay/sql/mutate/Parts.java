package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** Looks for parts of trees, and changes all that are alike. */
final class Parts {

    private Parts() {}

    /** Whether something holds for an expression or one inside of it, apart from those of queries inside. */
    static boolean any(JsonNode expression, Predicate<JsonNode> condition) {
        return condition.test(expression)
                || Expressions.operands(expression).stream().anyMatch(operand -> any(operand, condition));
    }

    /** A copy in which every part that is asked for is another; what is inside of such a part stays as it is. */
    static JsonNode changed(JsonNode node, Predicate<JsonNode> asked, UnaryOperator<JsonNode> change) {
        if (asked.test(node)) {
            return change.apply(node);
        }
        if (node.isArray()) {
            ArrayNode copy = Trees.array();
            node.forEach(element -> copy.add(changed(element, asked, change)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Trees.object();
        node.properties().forEach(field -> copy.set(field.getKey(), changed(field.getValue(), asked, change)));
        return copy;
    }
}
