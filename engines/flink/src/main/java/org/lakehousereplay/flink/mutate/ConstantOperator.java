package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** A number in a condition, a computation or a LIMIT is one more or one less, in its last digit. */
final class ConstantOperator implements Operator {

    private final Tools tools;

    ConstantOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        Optional<BigDecimal> number = Nodes.number(site.node());
        if (number.isEmpty()) {
            return List.of();
        }
        if (site.clause() == Clause.LIMIT) {
            boolean more = number.get().compareTo(BigDecimal.ONE) <= 0;
            return moved(site, site, number.get(), more ? 1 : -1);
        }
        return site.around()
                .filter(around -> !Nodes.isConstant(around.node()))
                .map(around -> inside(site, around, number.get()))
                .orElse(List.of());
    }

    private List<Change> inside(Site site, Site around, BigDecimal number) {
        SqlNode node = around.node();
        if (Conditions.isComparison(node) || node.getKind() == SqlKind.BETWEEN) {
            return compared(site, around, number);
        }
        boolean computed =
                switch (node.getKind()) {
                    case PLUS, MINUS, TIMES, DIVIDE, MOD ->
                        ((SqlCall) node).getOperandList().stream().noneMatch(Interval::is);
                    default -> false;
                };
        return computed ? moved(site, around, number, 1) : List.of();
    }

    private List<Change> compared(Site site, Site around, BigDecimal number) {
        if (RankedRows.isLimit(around) && number.compareTo(BigDecimal.ONE) == 0) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>(moved(site, around, number, 1));
        boolean equality =
                around.node().getKind() == SqlKind.EQUALS || around.node().getKind() == SqlKind.NOT_EQUALS;
        boolean counts = number.signum() == 0
                && !Nodes.collect(around.node(), any -> Nodes.function(any).equals("COUNT"))
                        .isEmpty();
        if (!equality && !counts) {
            changes.addAll(moved(site, around, number, -1));
        }
        return changes;
    }

    private List<Change> moved(Site site, Site shown, BigDecimal number, int by) {
        BigDecimal changed = new BigDecimal(number.unscaledValue().add(BigInteger.valueOf(by)), number.scale());
        SqlNode constant = Nodes.number(changed);
        SqlNode after =
                shown.node() == site.node() ? constant : Nodes.with((SqlCall) shown.node(), site.node(), constant);
        return tools.change(
                Mistake.CONSTANT,
                site,
                constant,
                Prose.of(shown.node()),
                Prose.of(after),
                number.toPlainString() + " would be " + changed.toPlainString() + site.into());
    }
}
