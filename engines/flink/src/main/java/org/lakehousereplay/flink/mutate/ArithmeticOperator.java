package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** {@code a / b} loses what is behind the decimal point; what is subtracted is added. */
final class ArithmeticOperator implements Operator {

    private final Tools tools;

    ArithmeticOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        SqlNode node = site.node();
        boolean negative =
                Nodes.number(node).filter(number -> number.signum() < 0).isPresent();
        if (negative) {
            SqlNode positive = Nodes.number(Nodes.number(node).orElseThrow().negate());
            return sign(site, positive, positive);
        }
        if (!(node instanceof SqlCall call)
                || call.getOperandList().stream().anyMatch(ArithmeticOperator::isTemporal)) {
            return List.of();
        }
        return switch (node.getKind()) {
            case DIVIDE ->
                tools.change(
                        Mistake.INTEGER_DIVISION,
                        site,
                        Nodes.call("TRUNCATE", node, Nodes.number(BigDecimal.ZERO)),
                        Prose.of(node) + " would lose what is behind the decimal point" + site.into());
            case MINUS_PREFIX -> sign(site, call.operand(0), call.operand(0));
            case MINUS -> sign(site, Conditions.with(call, SqlStdOperatorTable.PLUS), call.operand(1));
            default -> List.of();
        };
    }

    private List<Change> sign(Site site, SqlNode changed, SqlNode subtracted) {
        boolean threshold = site.around()
                .filter(around ->
                        Conditions.isComparison(around.node()) || around.node().getKind() == SqlKind.BETWEEN)
                .isPresent();
        return tools.change(
                Mistake.SIGN,
                site,
                changed,
                threshold
                        ? Prose.of(site.node()) + " would be " + Prose.of(changed) + site.into()
                        : Prose.of(subtracted) + " would be added and not subtracted" + site.into());
    }

    private static boolean isTemporal(SqlNode node) {
        return Interval.is(node) || Times.isConstant(node);
    }
}
