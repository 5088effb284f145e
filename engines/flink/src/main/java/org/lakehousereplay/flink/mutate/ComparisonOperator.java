package org.lakehousereplay.flink.mutate;

import java.util.List;
import org.apache.calcite.sql.SqlNode;

/** A comparison that is no condition of its own is turned round. */
final class ComparisonOperator implements Operator {

    private final Tools tools;

    ComparisonOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        boolean alone = site.isCondition() && site.setting() != Clause.HAVING;
        if (!Conditions.isComparison(site.node()) || Nodes.isConstant(site.node()) || alone) {
            return List.of();
        }
        SqlNode changed = Conditions.negated(site.node());
        return tools.change(
                Mistake.COMPARISON,
                site,
                changed,
                "it would be asked" + site.into() + " whether " + Prose.said(changed) + ", and not whether "
                        + Prose.said(site.node()));
    }
}
