package org.lakehousereplay.flink.mutate;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** {@code COALESCE(a, b)} becomes {@code a}, and so do {@code IFNULL(a, b)} and {@code NULLIF(a, b)}. */
final class NullDefaultOperator implements Operator {

    private final Tools tools;

    NullDefaultOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        String function = Nodes.function(site.node());
        if (function.isEmpty() || ((SqlCall) site.node()).operandCount() < 2) {
            return List.of();
        }
        SqlCall call = (SqlCall) site.node();
        SqlNode first = call.operand(0);
        SqlNode last = call.operand(call.operandCount() - 1);
        return switch (function) {
            case "COALESCE", "IFNULL" -> {
                SqlNode changed = call.operandCount() == 2
                        ? first
                        : Nodes.call(
                                function,
                                call.getOperandList()
                                        .subList(0, call.operandCount() - 1)
                                        .toArray(new SqlNode[0]));
                yield tools.change(
                        Mistake.COALESCE,
                        site,
                        changed,
                        Prose.of(changed) + " would stay empty where it is, and not become " + Prose.of(last)
                                + site.into());
            }
            case "NULLIF" ->
                tools.change(
                        Mistake.NULLIF,
                        site,
                        first,
                        Prose.of(first) + " would stay " + Prose.of(last) + " and not become NULL" + site.into());
            default -> List.of();
        };
    }
}
