package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What is asked of rows. */
final class Conditions {

    private static final Map<SqlKind, SqlOperator> OPPOSITES = Map.ofEntries(
            Map.entry(SqlKind.EQUALS, SqlStdOperatorTable.NOT_EQUALS),
            Map.entry(SqlKind.NOT_EQUALS, SqlStdOperatorTable.EQUALS),
            Map.entry(SqlKind.LESS_THAN, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL),
            Map.entry(SqlKind.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN),
            Map.entry(SqlKind.GREATER_THAN, SqlStdOperatorTable.LESS_THAN_OR_EQUAL),
            Map.entry(SqlKind.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN),
            Map.entry(SqlKind.IS_NULL, SqlStdOperatorTable.IS_NOT_NULL),
            Map.entry(SqlKind.IS_NOT_NULL, SqlStdOperatorTable.IS_NULL),
            Map.entry(SqlKind.IS_DISTINCT_FROM, SqlStdOperatorTable.IS_NOT_DISTINCT_FROM),
            Map.entry(SqlKind.IS_NOT_DISTINCT_FROM, SqlStdOperatorTable.IS_DISTINCT_FROM),
            Map.entry(SqlKind.IN, SqlStdOperatorTable.NOT_IN),
            Map.entry(SqlKind.NOT_IN, SqlStdOperatorTable.IN));

    private Conditions() {}

    /** The conditions of which a condition is made that all have to hold. */
    static List<SqlNode> all(SqlNode condition) {
        if (condition.getKind() != SqlKind.AND) {
            return List.of(condition);
        }
        List<SqlNode> conditions = new ArrayList<>();
        ((SqlCall) condition).getOperandList().forEach(part -> conditions.addAll(all(part)));
        return conditions;
    }

    static SqlNode negated(SqlNode condition) {
        if (condition instanceof SqlCall call) {
            SqlOperator opposite = OPPOSITES.get(condition.getKind());
            if (opposite != null) {
                return with(call, opposite);
            }
            if (condition.getKind() == SqlKind.NOT) {
                return call.operand(0);
            }
            if (call.getOperator().equals(SqlStdOperatorTable.LIKE)) {
                return with(call, SqlStdOperatorTable.NOT_LIKE);
            }
            if (call.getOperator().equals(SqlStdOperatorTable.BETWEEN)) {
                return with(call, SqlStdOperatorTable.NOT_BETWEEN);
            }
        }
        return SqlStdOperatorTable.NOT.createCall(SqlParserPos.ZERO, condition);
    }

    static boolean isComparison(SqlNode node) {
        return switch (node.getKind()) {
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> false;
        };
    }

    static SqlNode with(SqlCall call, SqlOperator operator) {
        return new SqlBasicCall(operator, call.getOperandList(), SqlParserPos.ZERO);
    }

    /** Whether rows of two tables find each other by it: a comparison with columns on both sides. */
    static boolean links(SqlNode condition) {
        return isComparison(condition)
                && ((SqlCall) condition).getOperandList().stream().allMatch(side -> !Nodes.columns(side)
                        .isEmpty());
    }
}
