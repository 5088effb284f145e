package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code >=} becomes {@code >}, {@code <} becomes {@code <=}; an end of BETWEEN no longer counts. */
final class BoundaryOperator implements Operator {

    private static final Map<String, String> OPPOSITES = Map.of(
            "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO",
            "COMPARE_LESSTHANOREQUALTO", "COMPARE_LESSTHAN",
            "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO",
            "COMPARE_GREATERTHANOREQUALTO", "COMPARE_GREATERTHAN");

    private final Prose prose;

    BoundaryOperator(Tools tools) {
        this.prose = tools.prose();
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (Trees.isClass(node, "BETWEEN")) {
            return between(site);
        }
        String opposite = OPPOSITES.get(Trees.type(node));
        if (opposite == null || !Trees.isClass(node, "COMPARISON") || Constancy.ofAll(node)) {
            return List.of();
        }
        JsonNode changed = Nodes.with(node, "type", opposite);
        boolean included = opposite.endsWith("EQUALTO");
        String exactly = prose.said(node.path("left")) + " is exactly " + prose.said(node.path("right"));
        return List.of(change(site, changed, exactly, included));
    }

    private List<Change> between(Site site) {
        JsonNode node = site.node();
        if (Constancy.ofAll(node)) {
            return List.of();
        }
        JsonNode input = node.path("input");
        JsonNode lower = comparison(input, "COMPARE_GREATERTHAN", node.path("lower"));
        JsonNode upper = comparison(input, "COMPARE_LESSTHAN", node.path("upper"));
        JsonNode fromLower = comparison(input, "COMPARE_GREATERTHANOREQUALTO", node.path("lower"));
        JsonNode toUpper = comparison(input, "COMPARE_LESSTHANOREQUALTO", node.path("upper"));
        return List.of(
                change(site, both(lower, toUpper), exactly(input, node.path("lower")), false),
                change(site, both(fromLower, upper), exactly(input, node.path("upper")), false));
    }

    private String exactly(JsonNode input, JsonNode end) {
        return prose.said(input) + " is exactly " + prose.said(end);
    }

    private Change change(Site site, JsonNode changed, String exactly, boolean included) {
        return new Change(
                MutationOperator.BOUNDARY,
                site.replaced(changed),
                site.node(),
                prose.of(site.node()),
                prose.of(changed),
                Sense.of(site).words("whose " + exactly, included));
    }

    private static JsonNode comparison(JsonNode left, String type, JsonNode right) {
        JsonNode comparison = Trees.object()
                .put("class", "COMPARISON")
                .put("type", type)
                .put("alias", "")
                .set("left", left);
        return Nodes.with(comparison, "right", right);
    }

    private static JsonNode both(JsonNode some, JsonNode other) {
        return Trees.object()
                .put("class", "CONJUNCTION")
                .put("type", "CONJUNCTION_AND")
                .put("alias", "")
                .set("children", Trees.array().add(some).add(other));
    }
}
