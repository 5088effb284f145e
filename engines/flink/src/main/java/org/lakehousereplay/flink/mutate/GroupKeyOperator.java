package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.lakehousereplay.flink.script.SqlText;
import org.lakehousereplay.flink.script.StatementText.Range;

/** A key of GROUP BY or PARTITION BY is dropped; of the values of the dropped key the least is shown. */
final class GroupKeyOperator implements Operator {

    private static final Set<String> WINDOW = Set.of("window_start", "window_end", "window_time");

    private final Tools tools;

    GroupKeyOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (site.node() instanceof SqlWindow window) {
            return dropped(window.getPartitionList(), "PARTITION BY ", "looked at", List.of());
        }
        if (!(site.node() instanceof SqlSelect select) || select.getGroup() == null) {
            return List.of();
        }
        return dropped(
                select.getGroup(),
                "GROUP BY ",
                "counted",
                select.getSelectList().getList());
    }

    private List<Change> dropped(SqlNodeList keys, String clause, String verb, List<SqlNode> entries) {
        List<Change> changes = new ArrayList<>();
        for (int index = 0; index < keys.size() && keys.size() > 1; index++) {
            SqlNode key = keys.get(index);
            boolean window = Nodes.column(key).filter(WINDOW::contains).isPresent();
            Optional<Range> range = tools.range(key);
            Optional<Range> neighbour = tools.range(keys.get(index == 0 ? 1 : index - 1));
            if (window || Nodes.isConstant(key) || range.isEmpty() || neighbour.isEmpty()) {
                continue;
            }
            List<Edit> edits = new ArrayList<>();
            edits.add(
                    index == 0
                            ? new Edit(range.get().start(), neighbour.get().start(), "")
                            : new Edit(neighbour.get().end(), range.get().end(), ""));
            entries.forEach(entry -> shown(entry, key).ifPresent(edits::add));
            changes.add(new Change(
                    Mistake.GROUP_KEY,
                    edits,
                    range.get().start(),
                    clause + Prose.of(key),
                    "",
                    "rows of different " + Prose.of(key) + " would be " + verb + " together"));
        }
        return changes;
    }

    private Optional<Edit> shown(SqlNode entry, SqlNode key) {
        boolean named = entry.getKind() == SqlKind.AS;
        SqlNode value = named ? ((SqlCall) entry).operand(0) : entry;
        if (!SqlText.of(value).equals(SqlText.of(key))) {
            return Optional.empty();
        }
        String least = "MIN(" + Prose.sql(value) + ")";
        String alias = named || !(value instanceof SqlIdentifier)
                ? ""
                : " AS " + Nodes.column(value).map(Prose::name).orElse("");
        return tools.range(value).map(range -> new Edit(range.start(), range.end(), least + alias));
    }
}
