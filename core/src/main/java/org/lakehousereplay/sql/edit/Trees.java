package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Words of the syntax trees, and what a node is. For those in this library that change trees of queries. */
public final class Trees {

    /** A name given to an expression, which the plain tree keeps inside the expression. */
    public static final String ALIAS = "@alias";
    /** The expression that bears the name. */
    public static final String NAMED = "@expression";
    /** The tables of a FROM clause, in order; each but the first with how it is joined. */
    public static final String TABLES = "@tables";

    public static final String JOIN = "@join";
    public static final String TABLE = "@table";
    /** The queries of a set operation, in order; each but the first with how it is put to those before. */
    public static final String BRANCHES = "@branches";

    public static final String OPERATION = "@operation";
    public static final String BRANCH = "@branch";
    /** Whether the engine keeps the branches of a set operation as a list. */
    public static final String LISTED = "@listed";
    /** The keys of GROUP BY, and the sets of them if there are several. */
    public static final String GROUPING = "@grouping";

    public static final String KEYS = "@keys";

    /** Conditions that are lists of what must all be true. */
    public static final Set<String> CONDITIONS =
            Set.of("where_clause", "having", "qualify", "filter", "filter_expr", "condition");

    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    public static final JsonNode ABSENT = MissingNode.getInstance();

    private Trees() {}

    public static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** The type of a node, such as {@code COLUMN_REF} or {@code BASE_TABLE}; empty when it has none. */
    public static String type(JsonNode node) {
        JsonNode type = node.path("type");
        return type.isTextual() ? type.asText() : "";
    }

    public static boolean isExpression(JsonNode node) {
        JsonNode expressionClass = node.path("class");
        // A name of a type is written like an expression but computes nothing.
        return expressionClass.isTextual() && !expressionClass.asText().equals("TYPE");
    }

    public static boolean isClass(JsonNode node, String name) {
        return node.path("class").asText().equals(name);
    }

    public static boolean isNamed(JsonNode node) {
        return node.has(ALIAS);
    }

    public static boolean isQuery(JsonNode node) {
        return type(node).endsWith("_NODE") && node.has("modifiers");
    }

    public static boolean isOrderKey(JsonNode node) {
        return node.has("null_order");
    }

    public static boolean isTable(JsonNode node) {
        return !node.path("class").isTextual()
                && node.has("sample")
                && !isQuery(node)
                && !type(node).isEmpty();
    }

    /** A constant or a name, which says little without what is around it. */
    public static boolean isBare(JsonNode node) {
        return absent(node)
                || isClass(node, "CONSTANT")
                || isClass(node, "COLUMN_REF")
                || isClass(node, "POSITIONAL_REFERENCE");
    }

    public static JsonNode inner(JsonNode node) {
        return isNamed(node) ? node.path(NAMED) : node;
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }
}
