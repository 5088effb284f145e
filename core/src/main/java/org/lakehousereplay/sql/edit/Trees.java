package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Words of the syntax trees, and what a node is. */
final class Trees {

    /** A name given to an expression, which the plain tree keeps inside the expression. */
    static final String ALIAS = "@alias";
    /** The expression that bears the name. */
    static final String NAMED = "@expression";
    /** The tables of a FROM clause, in order; each but the first with how it is joined. */
    static final String TABLES = "@tables";

    static final String JOIN = "@join";
    static final String TABLE = "@table";
    /** The queries of a set operation, in order; each but the first with how it is put to those before. */
    static final String BRANCHES = "@branches";

    static final String OPERATION = "@operation";
    static final String BRANCH = "@branch";
    /** Whether the engine keeps the branches of a set operation as a list. */
    static final String LISTED = "@listed";
    /** The keys of GROUP BY, and the sets of them if there are several. */
    static final String GROUPING = "@grouping";

    static final String KEYS = "@keys";

    /** Conditions that are lists of what must all be true. */
    static final Set<String> CONDITIONS =
            Set.of("where_clause", "having", "qualify", "filter", "filter_expr", "condition");

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final JsonNode ABSENT = MissingNode.getInstance();

    private Trees() {}

    static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** The type of a node, such as {@code COLUMN_REF} or {@code BASE_TABLE}; empty when it has none. */
    static String type(JsonNode node) {
        JsonNode type = node.path("type");
        return type.isTextual() ? type.asText() : "";
    }

    static boolean isExpression(JsonNode node) {
        JsonNode expressionClass = node.path("class");
        // A name of a type is written like an expression but computes nothing.
        return expressionClass.isTextual() && !expressionClass.asText().equals("TYPE");
    }

    static boolean isClass(JsonNode node, String name) {
        return node.path("class").asText().equals(name);
    }

    static boolean isNamed(JsonNode node) {
        return node.has(ALIAS);
    }

    static boolean isQuery(JsonNode node) {
        return type(node).endsWith("_NODE") && node.has("modifiers");
    }

    static boolean isOrderKey(JsonNode node) {
        return node.has("null_order");
    }

    static boolean isTable(JsonNode node) {
        return !node.path("class").isTextual()
                && node.has("sample")
                && !isQuery(node)
                && !type(node).isEmpty();
    }

    /** A constant or a name, which says little without what is around it. */
    static boolean isBare(JsonNode node) {
        return absent(node)
                || isClass(node, "CONSTANT")
                || isClass(node, "COLUMN_REF")
                || isClass(node, "POSITIONAL_REFERENCE");
    }

    static JsonNode inner(JsonNode node) {
        return isNamed(node) ? node.path(NAMED) : node;
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }
}
