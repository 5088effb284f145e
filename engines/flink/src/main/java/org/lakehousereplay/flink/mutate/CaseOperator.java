package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.lakehousereplay.flink.script.SqlText;

/** Two branches of a CASE change places, one of several is dropped, what is left gets no value. */
final class CaseOperator implements Operator {

    private final Tools tools;

    CaseOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (!(site.node() instanceof SqlCase cases)) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        int size = cases.getWhenOperands().size();
        for (int index = 0; index < size; index++) {
            changes.addAll(swapped(site, cases, index));
            if (size > 1) {
                changes.addAll(dropped(site, cases, index));
            }
        }
        SqlNode otherwise = cases.getElseOperand();
        if (!Nodes.isNull(otherwise)) {
            changes.addAll(tools.change(
                    Mistake.ELSE_NULL,
                    site,
                    made(cases, cases.getWhenOperands(), cases.getThenOperands(), nothing()),
                    "there would be nothing instead of " + Prose.of(otherwise) + " where no case holds" + site.into()));
        }
        return changes;
    }

    private List<Change> swapped(Site site, SqlCase cases, int index) {
        SqlNodeList results = new SqlNodeList(cases.getThenOperands().getList(), SqlParserPos.ZERO);
        boolean last = index == results.size() - 1;
        SqlNode own = results.get(index);
        SqlNode next = last ? cases.getElseOperand() : results.get(index + 1);
        if (last && Nodes.isNull(next) || SqlText.of(own).equals(SqlText.of(next))) {
            return List.of();
        }
        results.set(index, next);
        SqlNode otherwise = cases.getElseOperand();
        if (last) {
            otherwise = own;
        } else {
            results.set(index + 1, own);
        }
        return tools.change(
                Mistake.CASE_BRANCH,
                site,
                made(cases, cases.getWhenOperands(), results, otherwise),
                Prose.of(own) + " and " + Prose.of(next) + " would change places" + site.into());
    }

    private List<Change> dropped(Site site, SqlCase cases, int index) {
        List<SqlNode> conditions = new ArrayList<>(cases.getWhenOperands().getList());
        List<SqlNode> results = new ArrayList<>(cases.getThenOperands().getList());
        SqlNode forgotten = conditions.remove(index);
        results.remove(index);
        return tools.change(
                Mistake.CASE_BRANCH,
                site,
                made(
                        cases,
                        new SqlNodeList(conditions, SqlParserPos.ZERO),
                        new SqlNodeList(results, SqlParserPos.ZERO),
                        cases.getElseOperand()),
                "the case that " + Prose.said(forgotten) + " would be forgotten" + site.into());
    }

    private static SqlNode made(SqlCase cases, SqlNodeList conditions, SqlNodeList results, SqlNode otherwise) {
        SqlNode last = otherwise == null ? nothing() : otherwise;
        return new SqlCase(SqlParserPos.ZERO, cases.getValueOperand(), conditions, results, last);
    }

    private static SqlNode nothing() {
        return SqlLiteral.createNull(SqlParserPos.ZERO);
    }
}
