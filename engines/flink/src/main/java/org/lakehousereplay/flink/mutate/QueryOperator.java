package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.lakehousereplay.flink.script.StatementText.Range;

/** Words of a query between its expressions: the kind of a join, {@code UNION ALL}, {@code SELECT DISTINCT}. */
final class QueryOperator implements Operator {

    private static final Set<String> JOINS = Set.of("INNER", "LEFT", "RIGHT", "FULL", "OUTER");

    private final Tools tools;

    QueryOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (site.node() instanceof SqlJoin join) {
            return join(join);
        }
        if (site.node() instanceof SqlSelect select) {
            return select.isDistinct() ? distinct(select) : List.of();
        }
        return site.node().getKind() == SqlKind.UNION ? union((SqlCall) site.node()) : List.of();
    }

    private List<Change> join(SqlJoin join) {
        String left = last(join.getLeft());
        String right = name(join.getRight());
        boolean linked = join.getConditionType() != JoinConditionType.NONE;
        if (!linked) {
            return List.of();
        }
        return switch (join.getJoinType()) {
            case INNER ->
                changed(
                        join,
                        JoinType.LEFT,
                        "rows of %s without a partner in %s would stay, with nothing in the columns of %s"
                                .formatted(left, right, right));
            case LEFT -> changed(join, JoinType.INNER, lost(left, right));
            case RIGHT -> changed(join, JoinType.INNER, lost(right, left));
            case FULL -> {
                List<Change> changes = new ArrayList<>(changed(join, JoinType.LEFT, lost(right, left)));
                changes.addAll(changed(join, JoinType.RIGHT, lost(left, right)));
                yield changes;
            }
            default -> List.of();
        };
    }

    private static String lost(String table, String other) {
        return "rows of %s without a partner in %s would be lost".formatted(table, other);
    }

    private List<Change> changed(SqlJoin join, JoinType kind, String words) {
        Optional<Range> last = tools.text().range(join.getJoinTypeNode());
        if (last.isEmpty()) {
            return List.of();
        }
        int start = last.get().start();
        List<Range> before = tools.text().words(0, last.get().start());
        for (int index = before.size() - 1; index >= 0 && JOINS.contains(word(before.get(index))); index--) {
            start = before.get(index).start();
        }
        String rest = " " + Prose.of(join.getRight())
                + (join.getConditionType() == JoinConditionType.ON
                        ? " ON " + Prose.of(join.getCondition())
                        : " USING " + Prose.of(join.getCondition()));
        return List.of(new Change(
                Mistake.JOIN_KIND,
                List.of(new Edit(start, last.get().end(), written(kind))),
                start,
                written(join.getJoinType()) + rest,
                written(kind) + rest,
                words));
    }

    private static String written(JoinType kind) {
        return kind == JoinType.INNER ? "JOIN" : kind.name() + " JOIN";
    }

    private String word(Range range) {
        return tools.text().written(range).toUpperCase(Locale.ROOT);
    }

    /** The table on the left that comes last. */
    private static String last(SqlNode table) {
        return table instanceof SqlJoin join ? last(join.getRight()) : name(table);
    }

    private static String name(SqlNode table) {
        return switch (table.getKind()) {
            case AS -> {
                SqlNode named = ((SqlCall) table).operand(0);
                SqlNode alias = ((SqlCall) table).operand(1);
                String inner = name(named);
                yield inner.isEmpty() || inner.equals("a query") ? Prose.of(alias) : inner;
            }
            case TABLE_REF, SNAPSHOT -> name(((SqlCall) table).operand(0));
            default ->
                table instanceof SqlIdentifier identifier
                        ? Prose.name(identifier.names.get(identifier.names.size() - 1))
                        : "a query";
        };
    }

    private List<Change> union(SqlCall call) {
        boolean all = ((SqlSetOperator) call.getOperator()).isAll();
        Optional<Range> second = tools.text().range(call.<SqlNode>operand(1));
        if (second.isEmpty()) {
            return List.of();
        }
        List<Range> words = tools.text().words(0, second.get().start());
        int index = words.size() - 1;
        while (index >= 0 && !word(words.get(index)).equals("UNION")) {
            index--;
        }
        if (index < 0) {
            return List.of();
        }
        int end = words.get(index).end();
        if (index + 1 < words.size() && Set.of("ALL", "DISTINCT").contains(word(words.get(index + 1)))) {
            end = words.get(index + 1).end();
        }
        return List.of(new Change(
                Mistake.UNION,
                List.of(new Edit(words.get(index).start(), end, all ? "UNION" : "UNION ALL")),
                words.get(index).start(),
                all ? "UNION ALL" : "UNION",
                all ? "UNION" : "UNION ALL",
                all
                        ? "rows that are the same in every column would count only once"
                        : "rows that are the same in every column would all count, not once"));
    }

    private List<Change> distinct(SqlSelect select) {
        return ((SqlNodeList) select.getOperandList().get(0))
                .getList().stream()
                        .flatMap(keyword -> tools.text().range(keyword).stream())
                        .filter(range -> word(range).equals("DISTINCT"))
                        .map(range -> new Change(
                                Mistake.DISTINCT_DROPPED,
                                List.of(new Edit(range.start(), range.end(), "ALL")),
                                range.start(),
                                "SELECT DISTINCT",
                                "SELECT",
                                "rows that are the same in every column would all count, not once"))
                        .toList();
    }
}
