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

    private final Tools tools;
    private final Prose prose;

    DistinctOperator(Tools tools) {
        this.tools = tools;
        this.prose = tools.prose();
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        List<Change> changes = new ArrayList<>();
        if (Trees.isClass(node, "FUNCTION") && node.path("distinct").isBoolean() && !Nodes.calls(node, INDIFFERENT)) {
            List<JsonNode> arguments = Nodes.arguments(node);
            if (node.path("distinct").asBoolean()) {
                changes.add(changed(site, MutationOperator.DISTINCT_DROPPED, false));
            } else if (Nodes.calls(node, FORGOTTEN) && arguments.size() == 1 && isMeasured(arguments.get(0))) {
                changes.add(changed(site, MutationOperator.DISTINCT_ADDED, true));
            }
        }
        if (node.isArray() && site.field().equals("modifiers")) {
            for (int index = 0; index < node.size(); index++) {
                if (isPlainDistinct(node.path(index))
                        && !isGrouped(site.owner().orElseThrow().node())) {
                    changes.add(dropped(site, index));
                }
            }
        }
        return changes;
    }

    /** Whether values come from the data: nobody counts the different ones of a choice between constants. */
    private static boolean isMeasured(JsonNode value) {
        boolean choice = Trees.isClass(value, "CASE")
                && value.path("case_checks").valueStream().allMatch(check -> Constancy.ofAll(check.path("then_expr")));
        return !choice && !Constancy.ofAll(value);
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
                        : "the same " + value + " would count each time it comes" + where + ", not once");
    }

    private static boolean isPlainDistinct(JsonNode modifier) {
        return Trees.type(modifier).equals("DISTINCT_MODIFIER")
                && modifier.path("distinct_on_targets").isEmpty();
    }

    /** Rows of different groups differ as long as all keys are shown. */
    private boolean isGrouped(JsonNode query) {
        JsonNode grouping = query.path(Trees.GROUPING);
        boolean all = grouping.path("aggregate_handling").asText().equals("FORCE_AGGREGATES");
        JsonNode keys = grouping.path(Trees.KEYS);
        return !grouping.has("group_sets")
                && (all
                        || !keys.isEmpty()
                                && keys.valueStream().allMatch(key -> isShown(key, query.path("select_list"))));
    }

    private boolean isShown(JsonNode key, JsonNode entries) {
        return entries.valueStream()
                .anyMatch(entry -> tools.facts().same(entry.path(Trees.NAMED), key)
                        || Nodes.column(key)
                                .filter(name -> name.equalsIgnoreCase(
                                        entry.path(Trees.ALIAS).asText()))
                                .isPresent());
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
