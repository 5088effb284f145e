package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares the branches of set operations such as UNION. */
final class SetOperations {

    private final Comparing comparing;
    private final TreeFacts facts;

    SetOperations(Comparing comparing) {
        this.comparing = comparing;
        this.facts = comparing.facts();
    }

    /** A query as the only branch of a set operation, so that it can be compared with one that has more. */
    static JsonNode asSetOperation(JsonNode query, JsonNode model) {
        if (query.has(Trees.BRANCHES) || !Trees.type(query).equals("SELECT_NODE")) {
            return query;
        }
        ObjectNode branch = query.deepCopy();
        ArrayNode own = Trees.array();
        ArrayNode common = Trees.array();
        for (JsonNode modifier : query.path("modifiers")) {
            (Trees.type(modifier).equals("DISTINCT_MODIFIER") ? own : common).add(modifier);
        }
        ObjectNode operation = Trees.object();
        operation.put("type", Trees.type(model));
        operation.set("modifiers", common);
        operation.set("cte_map", query.path("cte_map"));
        branch.set("modifiers", own);
        branch.set("cte_map", Trees.object().set("map", Trees.array()));
        operation.set(Trees.LISTED, model.path(Trees.LISTED));
        ObjectNode item = Trees.object();
        item.set(Trees.BRANCH, branch);
        operation.set(Trees.BRANCHES, Trees.array().add(item));
        return operation;
    }

    /** The branches, each more or less being an edit of its own. */
    Merge branches(JsonNode before, JsonNode after, Place place) {
        Alignment alignment = new Alignment(before.size(), after.size())
                .byKey(index -> branch(before, index), index -> branch(after, index))
                .byPosition();
        if (alignment.isEmpty()) {
            return comparing.replaced(
                    before, after, comparing.draft(place, Phrase.BRANCHES).as(Category.SOURCE));
        }
        return comparing.list(before, after, alignment, (left, right) -> branch(left, right, place), () -> comparing
                .draft(place, Phrase.OPERATION)
                .as(Category.SOURCE));
    }

    private int branch(JsonNode branches, int index) {
        return facts.number(branches.get(index).path(Trees.BRANCH));
    }

    private Merge branch(JsonNode before, JsonNode after, Place place) {
        Map<String, Merge> merged = new LinkedHashMap<>();
        JsonNode left = before.path(Trees.OPERATION);
        JsonNode right = after.path(Trees.OPERATION);
        if (left.isMissingNode() || right.isMissingNode()) {
            // The first branch has no operation, and one that is not the first any more needs one.
            merged.put(Trees.OPERATION, new Merge.Same(left.isMissingNode() ? right : left));
        } else if (facts.same(left, right)) {
            merged.put(Trees.OPERATION, new Merge.Same(left));
        } else {
            boolean union = left.path("setop_type").equals(right.path("setop_type"));
            Draft draft = comparing.draft(place, Phrase.OPERATION);
            draft.as(union ? Category.DEDUPLICATION : Category.OTHER)
                    .at(before.path(Trees.BRANCH), after.path(Trees.BRANCH));
            merged.put(Trees.OPERATION, draft.replace(left, right));
            draft.show(new Merge.Choice(draft, operationOnly(before), operationOnly(after)));
        }
        merged.put(Trees.BRANCH, comparing.walk(before.path(Trees.BRANCH), after.path(Trees.BRANCH), place));
        return new Merge.Fields(merged);
    }

    private static JsonNode operationOnly(JsonNode branch) {
        ObjectNode item = Trees.object();
        item.set(Trees.OPERATION, branch.path(Trees.OPERATION));
        return item;
    }
}
