package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** Two branches of a CASE change places, one of several is dropped, what is left gets no value. */
final class CaseOperator implements Operator {

    private final Tools tools;

    CaseOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (!Trees.isClass(node, "CASE")) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        JsonNode checks = node.path("case_checks");
        for (int index = 0; index < checks.size(); index++) {
            swap(site, index, changes);
            if (checks.size() > 1) {
                drop(site, index, changes);
            }
        }
        otherwise(site, changes);
        return changes;
    }

    private void swap(Site site, int index, List<Change> changes) {
        JsonNode checks = site.node().path("case_checks");
        JsonNode otherwise = site.node().path("else_expr");
        JsonNode own = checks.path(index).path("then_expr");
        boolean last = index == checks.size() - 1;
        JsonNode next = last ? otherwise : checks.path(index + 1).path("then_expr");
        if (last && isNothing(otherwise) || tools.facts().same(own, next)) {
            return;
        }
        ArrayNode swapped = Trees.array();
        for (int other = 0; other < checks.size(); other++) {
            JsonNode result = other == index
                    ? next
                    : other == index + 1 ? own : checks.path(other).path("then_expr");
            swapped.add(Nodes.with(checks.path(other), "then_expr", result));
        }
        JsonNode changed = site.with("case_checks", swapped);
        changed = last ? Nodes.with(changed, "else_expr", own) : changed;
        changes.add(tools.change(
                MutationOperator.CASE_BRANCH,
                site,
                changed,
                tools.prose().of(own) + " and " + tools.prose().of(next) + " would change places"
                        + Setting.of(site).into()));
    }

    private void drop(Site site, int index, List<Change> changes) {
        Site checks = site.at("case_checks");
        JsonNode changed = site.with("case_checks", checks.without(index));
        changes.add(tools.change(
                MutationOperator.CASE_BRANCH,
                site,
                changed,
                "the case that " + tools.prose().said(checks.node().path(index).path("when_expr"))
                        + " would be forgotten" + Setting.of(site).into()));
    }

    private void otherwise(Site site, List<Change> changes) {
        JsonNode otherwise = site.node().path("else_expr");
        if (isNothing(otherwise)) {
            return;
        }
        changes.add(tools.change(
                MutationOperator.ELSE_NULL,
                site,
                site.with("else_expr", tools.nodes().nothing()),
                "there would be nothing instead of " + tools.prose().of(otherwise) + " where no case holds"
                        + Setting.of(site).into()));
    }

    private static boolean isNothing(JsonNode otherwise) {
        return Trees.absent(otherwise) || Literals.isNull(otherwise);
    }
}
