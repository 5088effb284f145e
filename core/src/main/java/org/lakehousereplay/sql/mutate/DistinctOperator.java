package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code COUNT(DISTINCT a)} becomes {@code COUNT(a)} and {@code SUM(a)} becomes {@code SUM(DISTINCT a)}. */
final class DistinctOperator implements Operator {

    /** Functions of which the result is the same, however often a value comes. */
    private static final Set<String> INDIFFERENT = Set.of(
            "min", "max", "bool_and", "bool_or", "any_value", "arbitrary", "bit_and", "bit_or", "arg_min", "arg_max");

    /** Functions to which people forget, or give by mistake, a DISTINCT. */
    private static final Set<String> FORGOTTEN = Set.of("count", "sum", "avg");

    private final Prose prose;

    DistinctOperator(Tools tools) {
        this.prose = tools.prose();
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        List<Change> changes = new ArrayList<>();
        if (node.path("distinct").isBoolean() && !Nodes.calls(node, INDIFFERENT)) {
            List<JsonNode> arguments = Nodes.arguments(node);
            if (node.path("distinct").asBoolean()) {
                changes.add(changed(site, MutationOperator.DISTINCT_DROPPED, false));
            } else if (Nodes.calls(node, FORGOTTEN) && arguments.size() == 1 && !Constancy.ofAll(arguments.get(0))) {
                changes.add(changed(site, MutationOperator.DISTINCT_ADDED, true));
            }
        }
        if (node.isArray() && site.field().equals("modifiers")) {
            for (int index = 0; index < node.size(); index++) {
                if (isPlainDistinct(node.path(index))) {
                    changes.add(dropped(site, index));
                }
            }
        }
        return changes;
    }

    private Change changed(Site site, MutationOperator operator, boolean distinct) {
        JsonNode changed = site.with("distinct", Trees.NODES.booleanNode(distinct));
        String value = prose.of(Nodes.arguments(site.node()), ", ");
        String where = Setting.of(site).into();
        return new Change(
                operator,
                site.replaced(changed),
                site.node(),
                prose.of(site.node()),
                prose.of(changed),
                distinct
                        ? "equal values of " + value + " would count only once" + where
                        : "the same " + value + " would count each time it comes, not once" + where);
    }

    private static boolean isPlainDistinct(JsonNode modifier) {
        return Trees.type(modifier).equals("DISTINCT_MODIFIER")
                && modifier.path("distinct_on_targets").isEmpty();
    }

    private Change dropped(Site modifiers, int index) {
        return new Change(
                MutationOperator.DISTINCT_DROPPED,
                modifiers.replaced(modifiers.without(index)),
                modifiers.owner().orElseThrow().node().path("select_list"),
                "SELECT DISTINCT",
                "SELECT",
                "rows that are the same in every column would all count, not once");
    }
}
