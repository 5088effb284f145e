package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What keeps the first of several rows is dropped, or keeps the last. */
final class RankingOperator implements Operator {

    /** More rows than any fixture has: without a limit, Flink does not rank rows of a stream. */
    private static final BigDecimal ALL = BigDecimal.valueOf(1_000_000);

    private final Tools tools;

    RankingOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        List<Change> changes = new ArrayList<>();
        if (site.isCondition()) {
            RankedRows.window(site).ifPresent(window -> changes.addAll(dropped(site, window)));
        }
        RankedRows.of(site.node()).ifPresent(window -> changes.addAll(reversed(site, window)));
        return changes;
    }

    private List<Change> dropped(Site site, SqlWindow window) {
        SqlCall comparison = (SqlCall) site.node();
        SqlNode rank = Nodes.column(comparison.operand(0)).isPresent() ? comparison.operand(0) : comparison.operand(1);
        SqlNode all = SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(SqlParserPos.ZERO, rank, Nodes.number(ALL));
        boolean one = comparison.getOperandList().stream()
                .flatMap(side -> Nodes.number(side).stream())
                .anyMatch(number -> number.compareTo(BigDecimal.ONE) == 0);
        boolean each = one && !window.getPartitionList().isEmpty();
        return tools.change(
                Mistake.DEDUPLICATION,
                site,
                all,
                Prose.of(site.node()),
                "",
                each
                        ? "duplicates would count: every row of the same " + RankedRows.partition(window)
                                + ", not only the first by " + RankedRows.order(window)
                        : "every row would count, not only the first ones");
    }

    private List<Change> reversed(Site site, SqlWindow window) {
        if (window.getOrderList().isEmpty()) {
            return List.of();
        }
        SqlNode order = window.getOrderList().get(0);
        boolean descending = order.getKind() == SqlKind.DESCENDING;
        if (order.getKind() == SqlKind.NULLS_FIRST || order.getKind() == SqlKind.NULLS_LAST) {
            return List.of();
        }
        Site key = site.inside(window).inside(order);
        SqlNode by = descending ? ((SqlCall) order).operand(0) : order;
        SqlNode changed = descending ? by : SqlStdOperatorTable.DESC.createCall(SqlParserPos.ZERO, order);
        Optional<String> same = Optional.of(RankedRows.partition(window)).filter(keys -> !keys.isEmpty());
        return tools
                .text()
                .range(order)
                .map(range -> new Change(
                        Mistake.DEDUPLICATION_ORDER,
                        List.of(new Edit(range.start(), range.end(), Prose.sql(changed))),
                        range.start(),
                        "ORDER BY " + Prose.of(key.node()),
                        "ORDER BY " + Prose.of(changed),
                        "the last row by " + RankedRows.order(window) + " would be kept, not the first"
                                + same.map(keys -> ", of the same " + keys).orElse("")))
                .stream()
                .toList();
    }
}
