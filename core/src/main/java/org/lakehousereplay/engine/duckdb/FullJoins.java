package org.lakehousereplay.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.sql.edit.EngineTrees;

/**
 * Writes full joins by USING as a left join and the rows that it leaves out, for versions of the engine that cannot
 * compute a full join for many databases at once. Where a query names columns by the tables of the join the result does
 * not bind, so it is the same query or none.
 */
final class FullJoins {

    private static final int MOST_NESTING = 10_000;
    private static final String LEFT = "_lakehouse_left";
    private static final String RIGHT = "_lakehouse_right";

    /** What a full join becomes, once its tables and columns are put in. */
    static final String PATTERN = "SELECT * FROM (SELECT * FROM " + LEFT + " LEFT JOIN " + RIGHT
            + " USING (k) UNION ALL BY NAME SELECT " + RIGHT + ".* FROM " + RIGHT
            + " LEFT JOIN (SELECT *, true AS _lakehouse_there FROM " + LEFT
            + ") AS _lakehouse_other USING (k) WHERE _lakehouse_there IS NULL) AS _lakehouse_full";

    private static final JsonMapper JSON = EngineTrees.mapper(MOST_NESTING);

    private final JsonNode pattern;
    private boolean found;

    private FullJoins(JsonNode pattern) {
        this.pattern = pattern;
    }

    /**
     * Rewrites a query.
     *
     * @param query its tree, as the engine writes it
     * @param pattern the tree of {@link #PATTERN}
     * @return the tree of the rewritten query; empty when there is nothing to rewrite
     */
    static Optional<String> rewritten(String query, String pattern) {
        try {
            FullJoins joins = new FullJoins(JSON.readTree(pattern).at("/statements/0/node/from_table"));
            JsonNode tree = joins.rewrite(JSON.readTree(query));
            return joins.found ? Optional.of(JSON.writeValueAsString(tree)) : Optional.empty();
        } catch (JsonProcessingException tooDeep) {
            return Optional.empty();
        }
    }

    private JsonNode rewrite(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(rewrite(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            object.set(field.getKey(), rewrite(field.getValue()));
        }
        return isFullJoin(object) ? instead(pattern, object) : object;
    }

    private static boolean isFullJoin(JsonNode node) {
        return node.path("type").asText().equals("JOIN")
                && node.path("join_type").asText().equals("FULL")
                && !node.path("using_columns").isEmpty()
                && !name(node.path("right")).isEmpty();
    }

    private static String name(JsonNode table) {
        String alias = table.path("alias").asText();
        return alias.isEmpty() ? table.path("table_name").asText() : alias;
    }

    private JsonNode instead(JsonNode part, JsonNode join) {
        found = true;
        if (part.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            part.forEach(element -> array.add(instead(element, join)));
            return array;
        }
        if (!part.isObject()) {
            return part;
        }
        String table = part.path("table_name").asText();
        if (table.equals(LEFT) || table.equals(RIGHT)) {
            return join.path(table.equals(LEFT) ? "left" : "right");
        }
        ObjectNode object = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            object.set(
                    field.getKey(),
                    field.getKey().equals("using_columns")
                            ? join.path("using_columns")
                            : instead(field.getValue(), join));
        }
        if (object.path("relation_name").asText().equals(RIGHT)) {
            object.put("relation_name", name(join.path("right")));
        }
        return object;
    }
}
