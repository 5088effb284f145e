package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks a query for its SELECTs and what these decide. */
final class DecisionSearch {

    private final BlockDecisions decisions;

    DecisionSearch(BlockDecisions decisions) {
        this.decisions = decisions;
    }

    /** All decisions of a query in the order in which they are met. */
    List<FoundDecision> in(JsonNode plain) {
        List<FoundDecision> found = new ArrayList<>();
        query(plain, List.of(), found);
        return found;
    }

    private void query(JsonNode query, List<JsonNode> visible, List<FoundDecision> found) {
        JsonNode named = query.path("cte_map").path("map");
        for (int index = 0; index < named.size(); index++) {
            List<JsonNode> before = new ArrayList<>(visible);
            for (int earlier = 0; earlier < index; earlier++) {
                before.add(named.get(earlier));
            }
            search(named.get(index), before, found);
        }
        List<JsonNode> inside = new ArrayList<>(visible);
        named.forEach(inside::add);
        if (Trees.type(query).equals("SELECT_NODE")) {
            found.addAll(decisions.of(new Block(query, visible)));
        }
        for (Map.Entry<String, JsonNode> field : query.properties()) {
            if (!field.getKey().equals("cte_map")) {
                search(field.getValue(), inside, found);
            }
        }
    }

    /** Looks for the queries inside of something. */
    private void search(JsonNode node, List<JsonNode> visible, List<FoundDecision> found) {
        if (Trees.isQuery(node)) {
            query(node, visible, found);
        } else {
            node.forEach(child -> search(child, visible, found));
        }
    }
}
