package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A text that a column is compared with becomes another one that the scripts compare it with. */
final class EventTypeOperator implements Operator {

    private final Tools tools;

    EventTypeOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        return switch (site.node().getKind()) {
            case EQUALS, NOT_EQUALS -> compared(site, (SqlCall) site.node());
            case IN, NOT_IN ->
                ((SqlCall) site.node()).operand(1) instanceof SqlNodeList list
                        ? listed(site, (SqlCall) site.node(), list)
                        : List.of();
            default -> List.of();
        };
    }

    private List<Change> compared(Site site, SqlCall call) {
        for (int index = 0; index < 2; index++) {
            SqlNode constant = call.operand(index);
            Optional<String> text = Nodes.text(constant);
            Optional<String> column = Nodes.column(call.operand(1 - index));
            if (text.isPresent() && column.isPresent()) {
                return other(column.get(), List.of(text.get()))
                        .map(other -> taken(site, Nodes.with(call, constant, Nodes.text(other)), text.get(), other))
                        .orElse(List.of());
            }
        }
        return List.of();
    }

    private List<Change> listed(Site site, SqlCall call, SqlNodeList list) {
        Optional<String> column = Nodes.column(call.operand(0));
        List<String> texts = list.getList().stream()
                .flatMap(value -> Nodes.text(value).stream())
                .toList();
        if (column.isEmpty() || texts.size() != list.size()) {
            return List.of();
        }
        Optional<String> other = other(column.get(), texts);
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            List<SqlNode> values = new ArrayList<>(list.getList());
            boolean kinds = ScriptFacts.isRowKind(column.get()) && texts.size() > 1;
            if (other.isPresent() && !kinds) {
                values.set(index, Nodes.text(other.get()));
                changes.addAll(taken(site, with(call, list, values), text, other.get()));
            }
            if (texts.size() > 1 && other.isEmpty() || kinds) {
                List<SqlNode> fewer = new ArrayList<>(list.getList());
                fewer.remove(index);
                changes.addAll(tools.change(
                        Mistake.EVENT_TYPE,
                        site,
                        with(call, list, fewer),
                        Prose.literal(text) + " would be forgotten" + site.into()));
            }
        }
        return changes;
    }

    private static SqlNode with(SqlCall call, SqlNodeList list, List<SqlNode> values) {
        return Nodes.with(call, list, new SqlNodeList(values, SqlParserPos.ZERO));
    }

    private List<Change> taken(Site site, SqlNode changed, String before, String after) {
        return tools.change(
                Mistake.EVENT_TYPE,
                site,
                changed,
                Prose.literal(after) + " would be taken for " + Prose.literal(before) + site.into());
    }

    private Optional<String> other(String column, List<String> texts) {
        return tools.facts().values(column).stream()
                .filter(value -> !texts.contains(value))
                .findFirst();
    }
}
