package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code >=} becomes {@code >}, {@code <} becomes {@code <=}; an end of BETWEEN no longer counts. */
final class BoundaryOperator implements Operator {

    private static final Map<SqlKind, SqlOperator> OTHERS = Map.of(
            SqlKind.LESS_THAN, SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlKind.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN,
            SqlKind.GREATER_THAN, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN);

    private final Tools tools;

    BoundaryOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (!(site.node() instanceof SqlCall call) || Nodes.isConstant(call)) {
            return List.of();
        }
        if (call.getOperator().equals(SqlStdOperatorTable.BETWEEN)) {
            return between(site, call.operand(0), call.operand(1), call.operand(2));
        }
        SqlOperator other = OTHERS.get(call.getKind());
        if (other == null) {
            return List.of();
        }
        boolean included =
                other.getKind() == SqlKind.LESS_THAN_OR_EQUAL || other.getKind() == SqlKind.GREATER_THAN_OR_EQUAL;
        return tools.change(
                Mistake.BOUNDARY,
                site,
                Conditions.with(call, other),
                Sense.words(site, "whose " + exactly(call.operand(0), call.operand(1)), included));
    }

    private List<Change> between(Site site, SqlNode input, SqlNode lower, SqlNode upper) {
        List<Change> changes = new ArrayList<>();
        changes.addAll(tools.change(
                Mistake.BOUNDARY,
                site,
                Nodes.and(
                        compared(input, SqlStdOperatorTable.GREATER_THAN, lower),
                        compared(input, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, upper)),
                Sense.words(site, "whose " + exactly(input, lower), false)));
        changes.addAll(tools.change(
                Mistake.BOUNDARY,
                site,
                Nodes.and(
                        compared(input, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, lower),
                        compared(input, SqlStdOperatorTable.LESS_THAN, upper)),
                Sense.words(site, "whose " + exactly(input, upper), false)));
        return changes;
    }

    private static SqlNode compared(SqlNode left, SqlOperator operator, SqlNode right) {
        return operator.createCall(SqlParserPos.ZERO, left, right);
    }

    private static String exactly(SqlNode input, SqlNode end) {
        return Prose.said(input) + " is exactly " + Prose.said(end);
    }
}
