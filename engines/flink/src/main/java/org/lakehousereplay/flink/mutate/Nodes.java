package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/** What parts of trees are. */
final class Nodes {

    private Nodes() {}

    /** The name of a function in capitals; empty for signs, queries and constants. */
    static String function(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator() instanceof SqlFunction
                ? call.getOperator().getName().toUpperCase(Locale.ROOT)
                : "";
    }

    /** The name of a column, without that of its table. */
    static Optional<String> column(SqlNode node) {
        return node instanceof SqlIdentifier identifier && !identifier.isStar()
                ? Optional.of(identifier.names.get(identifier.names.size() - 1))
                : Optional.empty();
    }

    /** All columns that are named in a part. */
    static List<SqlIdentifier> columns(SqlNode node) {
        List<SqlIdentifier> columns = new ArrayList<>();
        collect(node, any -> any instanceof SqlIdentifier identifier && !identifier.isStar())
                .forEach(found -> columns.add((SqlIdentifier) found));
        return columns;
    }

    /** All parts of a part, itself included, that are what is looked for. */
    static List<SqlNode> collect(SqlNode node, Predicate<SqlNode> wanted) {
        List<SqlNode> found = new ArrayList<>();
        collect(node, wanted, found);
        return found;
    }

    private static void collect(SqlNode node, Predicate<SqlNode> wanted, List<SqlNode> found) {
        if (node == null) {
            return;
        }
        if (wanted.test(node)) {
            found.add(node);
        }
        children(node).forEach(child -> collect(child, wanted, found));
    }

    private static List<SqlNode> children(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return list.getList();
        }
        return node instanceof SqlCall call ? call.getOperandList() : List.of();
    }

    static Optional<BigDecimal> number(SqlNode node) {
        return node instanceof SqlNumericLiteral literal && literal.getValue() instanceof BigDecimal number
                ? Optional.of(number)
                : Optional.empty();
    }

    static SqlNode number(BigDecimal number) {
        return SqlLiteral.createExactNumeric(number.toPlainString(), SqlParserPos.ZERO);
    }

    static Optional<String> text(SqlNode node) {
        return node instanceof SqlCharStringLiteral literal && literal.getValue() instanceof NlsString text
                ? Optional.of(text.getValue())
                : Optional.empty();
    }

    static SqlNode text(String text) {
        return SqlLiteral.createCharString(text, SqlParserPos.ZERO);
    }

    static boolean isNull(SqlNode node) {
        return node == null || SqlKind.LITERAL == node.getKind() && ((SqlLiteral) node).getValue() == null;
    }

    /** Whether nothing of it comes from rows. */
    static boolean isConstant(SqlNode node) {
        return collect(node, any -> any instanceof SqlIdentifier || any.isA(SqlKind.QUERY))
                .isEmpty();
    }

    /** A copy of a call with one of its operands changed. */
    static SqlNode with(SqlCall call, SqlNode operand, SqlNode changed) {
        SqlCall copy = (SqlCall) call.clone(SqlParserPos.ZERO);
        List<SqlNode> operands = call.getOperandList();
        for (int index = 0; index < operands.size(); index++) {
            if (operands.get(index) == operand) {
                copy.setOperand(index, changed);
            }
        }
        return copy;
    }

    /** A copy of a call of a function, by another name. */
    static SqlNode renamed(SqlCall call, String function) {
        return new SqlBasicCall(
                called(function), call.getOperandList(), SqlParserPos.ZERO, call.getFunctionQuantifier());
    }

    /** A copy of a call of a function, with DISTINCT or without. */
    static SqlNode quantified(SqlCall call, SqlLiteral quantifier) {
        return new SqlBasicCall(call.getOperator(), call.getOperandList(), SqlParserPos.ZERO, quantifier);
    }

    static SqlNode call(String function, SqlNode... arguments) {
        return new SqlBasicCall(called(function), List.of(arguments), SqlParserPos.ZERO);
    }

    private static SqlOperator called(String function) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(function, SqlParserPos.ZERO),
                null,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    static SqlNode and(SqlNode first, SqlNode second) {
        return SqlStdOperatorTable.AND.createCall(SqlParserPos.ZERO, first, second);
    }
}
