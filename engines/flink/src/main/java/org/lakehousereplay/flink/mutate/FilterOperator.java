package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.lakehousereplay.flink.script.SqlText;

/**
 * A condition of WHERE, ON, FILTER or HAVING is dropped, or keeps what it dropped; of several conditions by which rows
 * find each other one is dropped; so is a part of OR, and of the condition of a case.
 */
final class FilterOperator implements Operator {

    private final Tools tools;

    FilterOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (site.isCondition()) {
            List<Change> changes = new ArrayList<>(condition(site));
            if (site.node().getKind() == SqlKind.OR) {
                changes.addAll(parts(site));
            }
            return changes;
        }
        boolean parts = site.node().getKind() == SqlKind.OR
                || site.node().getKind() == SqlKind.AND
                        && (site.clause() == Clause.WHEN || site.clause() == Clause.INSIDE && !site.insideCondition());
        return parts && site.setting() != Clause.VALUE ? parts(site) : List.of();
    }

    private List<Change> condition(Site site) {
        if (RankedRows.isLimit(site)) {
            return List.of();
        }
        boolean join = site.setting() == Clause.JOIN;
        if (join && Conditions.links(site.node())) {
            long links = site.conditions().stream().filter(Conditions::links).count();
            return links < 2
                    ? List.of()
                    : dropped(
                            Mistake.JOIN_KEY,
                            site,
                            "rows would find each other even if " + Prose.said(Conditions.negated(site.node())));
        }
        if (join && site.conditions().size() == 1) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        SqlNode negated = Conditions.negated(site.node());
        boolean having = site.setting() == Clause.HAVING;
        if (!isImplied(site)) {
            changes.addAll(dropped(
                    having ? Mistake.HAVING : Mistake.FILTER_DROPPED,
                    site,
                    site.chosen() + " would count" + site.into() + " even if " + Prose.said(negated)));
        }
        if (!having) {
            changes.addAll(tools.change(
                    Mistake.FILTER_NEGATED,
                    site,
                    negated,
                    site.chosen() + " would count" + site.into() + " if " + Prose.said(negated) + ", and not if "
                            + Prose.said(site.node())));
        }
        return changes;
    }

    /** What always holds is as good as nothing, and needs no other word to go. */
    private List<Change> dropped(Mistake kind, Site site, String words) {
        return tools.written(kind, site, "TRUE", Prose.of(site.node()), "", words);
    }

    /** That there is a value at all, where another condition needs one. */
    private static boolean isImplied(Site site) {
        if (site.node().getKind() != SqlKind.IS_NOT_NULL) {
            return false;
        }
        String value = SqlText.of(((SqlCall) site.node()).operand(0));
        return site.conditions().stream()
                .filter(other -> other != site.node() && (Conditions.isComparison(other) || isList(other)))
                .flatMap(other -> ((SqlCall) other).getOperandList().stream())
                .anyMatch(side -> SqlText.of(side).equals(value));
    }

    private static boolean isList(SqlNode condition) {
        return condition.getKind() == SqlKind.IN || condition.getKind() == SqlKind.NOT_IN;
    }

    private List<Change> parts(Site site) {
        SqlCall call = (SqlCall) site.node();
        boolean all = site.node().getKind() == SqlKind.AND;
        String counts = site.chooses() ? site.chosen() + " would count" : "the case would hold";
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < call.operandCount(); index++) {
            SqlNode left = call.operand(1 - index);
            changes.addAll(tools.change(
                    Mistake.FILTER_DROPPED,
                    site,
                    left,
                    counts + site.into() + (all ? " already if " : " only if ") + Prose.said(left)));
        }
        return changes;
    }
}
