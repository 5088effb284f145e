package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.ddl.SqlTableColumn;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTableAs;
import org.apache.flink.sql.parser.ddl.view.SqlCreateView;
import org.apache.flink.sql.parser.dml.RichSqlInsert;

/** Visits the parts of a statement that say how rows are computed. */
final class StatementParts {

    private final ScriptFacts facts;
    private final Consumer<Site> visitor;

    private StatementParts(ScriptFacts facts, Consumer<Site> visitor) {
        this.facts = facts;
        this.visitor = visitor;
    }

    static void visit(SqlNode statement, ScriptFacts facts, Consumer<Site> visitor) {
        new StatementParts(facts, visitor).statement(statement);
    }

    /** The queries of a statement. */
    static List<SqlNode> queries(SqlNode statement) {
        if (statement instanceof RichSqlInsert insert) {
            return List.of(insert.getSource());
        }
        if (statement instanceof SqlCreateView view) {
            return List.of(view.getQuery());
        }
        if (statement instanceof SqlCreateTableAs table) {
            return List.of(table.getAsQuery());
        }
        return statement.isA(SqlKind.QUERY) ? List.of(statement) : List.of();
    }

    private void statement(SqlNode statement) {
        Site root = new Site(statement, Optional.empty(), Clause.FROM, Optional.empty());
        if (statement instanceof SqlSet) {
            visitor.accept(root);
        }
        List<String> columns = statement instanceof RichSqlInsert insert ? targets(insert) : List.of();
        queries(statement).forEach(query -> query(root.inside(query, Clause.FROM), columns));
        if (statement instanceof SqlCreateTable table) {
            table.getWatermark()
                    .ifPresent(watermark ->
                            walk(root.inside(watermark).inside(watermark.getWatermarkStrategy(), Clause.WATERMARK)));
            for (SqlNode column : table.getColumnList()) {
                if (column instanceof SqlTableColumn.SqlComputedColumn computed) {
                    walk(new Site(
                            computed.getExpr(),
                            Optional.of(root),
                            Clause.VALUE,
                            Optional.of(Prose.name(computed.getName().getSimple()))));
                }
            }
        }
    }

    private List<String> targets(RichSqlInsert insert) {
        SqlNodeList named = insert.getTargetColumnList();
        if (named != null && !named.isEmpty()) {
            return named.getList().stream()
                    .map(column -> Nodes.column(column).orElse(""))
                    .toList();
        }
        return facts.columns(insert.getTargetTable()).orElse(List.of());
    }

    private void query(Site site, List<String> columns) {
        visitor.accept(site);
        SqlNode node = site.node();
        if (node instanceof SqlSelect select) {
            select(site, select, columns);
        } else if (node instanceof SqlOrderBy ordered) {
            query(site.inside(ordered.query, Clause.FROM), columns);
            if (ordered.fetch != null) {
                walk(site.inside(ordered.fetch, Clause.LIMIT));
            }
        } else if (node instanceof SqlWith with) {
            with.withList.forEach(item -> query(site.inside(((SqlWithItem) item).query, Clause.FROM), List.of()));
            query(site.inside(with.body, Clause.FROM), columns);
        } else if (node instanceof SqlCall call && node.isA(SqlKind.SET_QUERY)) {
            List<String> names = columns.isEmpty() ? names(call.operand(0)) : columns;
            call.getOperandList().forEach(part -> query(site.inside(part, Clause.FROM), names));
        }
    }

    private static List<String> names(SqlNode query) {
        if (query instanceof SqlSelect select) {
            List<String> names = new ArrayList<>();
            select.getSelectList().forEach(entry -> names.add(name(entry).orElse("")));
            return names;
        }
        return query.isA(SqlKind.SET_QUERY) ? names(((SqlCall) query).operand(0)) : List.of();
    }

    private static Optional<String> name(SqlNode entry) {
        return entry.getKind() == SqlKind.AS ? Nodes.column(((SqlCall) entry).operand(1)) : Nodes.column(entry);
    }

    private void select(Site site, SqlSelect select, List<String> columns) {
        List<SqlNode> entries = select.getSelectList().getList();
        for (int index = 0; index < entries.size(); index++) {
            SqlNode entry = entries.get(index);
            Optional<String> name =
                    index < columns.size() && !columns.get(index).isEmpty()
                            ? Optional.of(columns.get(index))
                            : name(entry);
            SqlNode value = entry.getKind() == SqlKind.AS ? ((SqlCall) entry).operand(0) : entry;
            walk(new Site(value, Optional.of(site), Clause.VALUE, name.map(Prose::name)));
        }
        if (select.getFrom() != null) {
            walk(site.inside(select.getFrom(), Clause.FROM));
        }
        if (select.getWhere() != null) {
            walk(site.inside(select.getWhere(), Clause.WHERE));
        }
        if (select.getGroup() != null) {
            select.getGroup().forEach(key -> walk(site.inside(key, Clause.GROUPING)));
        }
        if (select.getHaving() != null) {
            walk(site.inside(select.getHaving(), Clause.HAVING));
        }
        if (select.getFetch() != null) {
            walk(site.inside(select.getFetch(), Clause.LIMIT));
        }
    }

    private void walk(Site site) {
        SqlNode node = site.node();
        if (node == null || node instanceof SqlIdentifier) {
            return;
        }
        if (node.isA(SqlKind.QUERY) && node.getKind() != SqlKind.VALUES) {
            query(site, List.of());
            return;
        }
        visitor.accept(site);
        if (node instanceof SqlJoin join) {
            walk(site.inside(join.getLeft(), Clause.FROM));
            walk(site.inside(join.getRight(), Clause.FROM));
            if (join.getConditionType() == JoinConditionType.ON) {
                walk(site.inside(join.getCondition(), Clause.JOIN));
            }
        } else if (node instanceof SqlCase cases) {
            walk(site.inside(cases.getValueOperand()));
            cases.getWhenOperands().forEach(when -> walk(site.inside(when, Clause.WHEN)));
            cases.getThenOperands().forEach(then -> walk(site.inside(then)));
            walk(site.inside(cases.getElseOperand()));
        } else if (node instanceof SqlWindow window) {
            window.getPartitionList().forEach(key -> walk(site.inside(key, Clause.GROUPING)));
        } else if (node instanceof SqlNodeList list) {
            list.forEach(part -> walk(site.inside(part)));
        } else if (node instanceof SqlCall call) {
            boolean filtered = node.getKind() == SqlKind.FILTER;
            for (int index = 0; index < call.operandCount(); index++) {
                walk(site.inside(call.operand(index), filtered && index == 1 ? Clause.FILTER : Clause.INSIDE));
            }
        }
    }
}
