package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Makes a copy of a query in which some conditions are gone. */
final class ConditionRemoval {

    private final Set<JsonNode> removed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final JsonNode alwaysTrue;

    /**
     * @param removed the very nodes of the conditions: an equal one elsewhere is another
     * @param alwaysTrue the condition {@code true} as this version of the engine has it
     */
    ConditionRemoval(Collection<JsonNode> removed, JsonNode alwaysTrue) {
        this.removed.addAll(removed);
        this.alwaysTrue = alwaysTrue;
    }

    JsonNode in(JsonNode node) {
        if (node.isArray()) {
            return elements(node);
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Trees.object();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            copy.set(
                    field.getKey(),
                    field.getKey().equals(Trees.TABLES) ? tables(field.getValue()) : in(field.getValue()));
        }
        return copy;
    }

    private ArrayNode elements(JsonNode array) {
        ArrayNode left = Trees.array();
        for (JsonNode element : array) {
            if (!removed.contains(element)) {
                left.add(in(element));
            }
        }
        return left;
    }

    private ArrayNode tables(JsonNode items) {
        ArrayNode left = Trees.array();
        for (JsonNode item : items) {
            JsonNode join = item.path(Trees.JOIN);
            if (!removed.contains(item)) {
                ObjectNode copy = (ObjectNode) in(item);
                if (!join.path("condition").isEmpty()
                        && copy.path(Trees.JOIN).path("condition").isEmpty()) {
                    joinEverything((ObjectNode) copy.path(Trees.JOIN));
                }
                left.add(copy);
            } else if (!isTest(join)) {
                ObjectNode copy = Trees.object();
                copy.setAll((ObjectNode) item);
                copy.set(Trees.JOIN, keepingAll(join));
                copy.set(Trees.TABLE, in(item.path(Trees.TABLE)));
                left.add(copy);
            }
        }
        return left;
    }

    /** A SEMI or ANTI JOIN gives no columns, so nothing is missing without it. */
    private static boolean isTest(JsonNode join) {
        String type = join.path("join_type").asText();
        return type.equals("SEMI") || type.equals("ANTI");
    }

    /** What the join is on stays, because it tells who is whose partner. */
    private ObjectNode keepingAll(JsonNode join) {
        ObjectNode kept = Trees.object();
        kept.setAll((ObjectNode) join);
        ArrayNode conditions = Trees.array();
        join.path("condition").forEach(condition -> conditions.add(in(condition)));
        kept.set("condition", conditions);
        // Whoever is nearest in time has a partner on one side only.
        kept.put("join_type", join.path("ref_type").asText().equals("ASOF") ? "LEFT" : "FULL");
        return kept;
    }

    private void joinEverything(ObjectNode join) {
        if (join.path("join_type").asText().equals("INNER")) {
            join.put("ref_type", "CROSS");
        } else {
            join.set("condition", Trees.array().add(alwaysTrue));
        }
    }
}
