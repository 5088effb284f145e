package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;

/** Columns by which rows are ranked, in the query below. */
final class RankedRows {

    private static final Set<String> RANKS = Set.of("ROW_NUMBER", "RANK", "DENSE_RANK");

    private RankedRows() {}

    /** Whether a condition keeps only the first rows of a ranking. */
    static boolean isLimit(Site condition) {
        return window(condition).isPresent();
    }

    /** How the rows are ranked of which a condition keeps only the first. */
    static Optional<SqlWindow> window(Site condition) {
        if (!Conditions.isComparison(condition.node())) {
            return Optional.empty();
        }
        SqlCall comparison = (SqlCall) condition.node();
        boolean number = comparison.getOperandList().stream()
                .anyMatch(side -> Nodes.number(side).isPresent());
        Optional<String> column = comparison.getOperandList().stream()
                .flatMap(side -> Nodes.column(side).stream())
                .findFirst();
        if (!number || column.isEmpty()) {
            return Optional.empty();
        }
        return condition.select().map(SqlSelect::getFrom).flatMap(from -> ranked(from, column.get()));
    }

    private static Optional<SqlWindow> ranked(SqlNode from, String column) {
        List<SqlNode> entries = new ArrayList<>();
        for (SqlNode query : Nodes.collect(from, any -> any instanceof SqlSelect)) {
            entries.addAll(((SqlSelect) query).getSelectList().getList());
        }
        return entries.stream()
                .filter(entry -> entry.getKind() == SqlKind.AS
                        && Nodes.column(((SqlCall) entry).operand(1))
                                .filter(column::equals)
                                .isPresent())
                .map(entry -> ((SqlCall) entry).<SqlNode>operand(0))
                .flatMap(entry -> of(entry).stream())
                .findFirst();
    }

    /** The window of a call that ranks rows. */
    static Optional<SqlWindow> of(SqlNode node) {
        return node.getKind() == SqlKind.OVER
                        && RANKS.contains(Nodes.function(((SqlCall) node).operand(0)))
                        && ((SqlCall) node).operand(1) instanceof SqlWindow window
                ? Optional.of(window)
                : Optional.empty();
    }

    /** By what rows are told apart, and in what order: for sentences. */
    static String partition(SqlWindow window) {
        return list(window.getPartitionList());
    }

    static String order(SqlWindow window) {
        return list(window.getOrderList());
    }

    private static String list(SqlNodeList list) {
        return String.join(", ", list.getList().stream().map(Prose::of).toList());
    }
}
