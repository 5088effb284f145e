package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SUM} becomes {@code COUNT}, {@code AVG} or {@code MAX}; DISTINCT comes or goes. */
final class AggregateOperator implements Operator {

    private static final Map<String, List<String>> OTHERS = Map.of(
            "SUM", List.of("COUNT", "AVG", "MAX"),
            "AVG", List.of("SUM", "MAX"),
            "MAX", List.of("MIN"),
            "MIN", List.of("MAX"),
            "FIRST_VALUE", List.of("LAST_VALUE"),
            "LAST_VALUE", List.of("FIRST_VALUE"));

    private static final Map<String, String> WORDS = Map.of(
            "COUNT", "how many %s there are would be told",
            "AVG", "the average of %s would be told",
            "SUM", "the sum of %s would be told",
            "MAX", "the greatest %s would be told",
            "MIN", "the least %s would be told",
            "FIRST_VALUE", "the first %s would be told",
            "LAST_VALUE", "the last %s would be told");

    /** Functions of which the result is the same, however often a value comes. */
    private static final Set<String> INDIFFERENT = Set.of("MIN", "MAX");

    private static final Set<String> FORGOTTEN = Set.of("COUNT", "SUM", "AVG");

    private final Tools tools;

    AggregateOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        String function = Nodes.function(site.node());
        if (function.isEmpty() || ((SqlCall) site.node()).operandCount() == 0) {
            return List.of();
        }
        SqlCall call = (SqlCall) site.node();
        List<Change> changes = new ArrayList<>(others(site, call, function));
        boolean distinct = isDistinct(call);
        boolean all = call.operand(0) instanceof SqlIdentifier star && star.isStar();
        if (distinct && !INDIFFERENT.contains(function)) {
            changes.addAll(tools.change(
                    Mistake.DISTINCT_DROPPED,
                    site,
                    Nodes.quantified(call, null),
                    "the same " + value(call) + " would count each time it comes" + site.into() + ", not once"));
        }
        if (!distinct && !all && FORGOTTEN.contains(function) && isMeasured(call)) {
            changes.addAll(tools.change(
                    Mistake.DISTINCT_ADDED,
                    site,
                    Nodes.quantified(call, SqlSelectKeyword.DISTINCT.symbol(SqlParserPos.ZERO)),
                    "equal values of " + value(call) + " would count only once" + site.into()));
        }
        return changes;
    }

    private List<Change> others(Site site, SqlCall call, String function) {
        if (function.equals("COUNT")) {
            boolean counted = !isDistinct(call) && Nodes.column(call.operand(0)).isPresent();
            return counted
                    ? tools.change(
                            Mistake.AGGREGATE,
                            site,
                            Nodes.call("COUNT", SqlIdentifier.star(SqlParserPos.ZERO)),
                            "rows without " + Prose.of(call.operand(0)) + " would count" + site.into() + ", too")
                    : List.of();
        }
        boolean window = site.around()
                .filter(around -> around.node().getKind() == SqlKind.OVER)
                .isPresent();
        List<String> others =
                window && function.equals("SUM") ? List.of("MAX") : OTHERS.getOrDefault(function, List.of());
        List<Change> changes = new ArrayList<>();
        for (String other : others) {
            changes.addAll(tools.change(
                    Mistake.AGGREGATE,
                    site,
                    Nodes.renamed(call, other),
                    WORDS.get(other).replace("%s", Prose.said(call.operand(0)))
                            + site.intoColumn().map(column -> " as " + column).orElse("")));
        }
        return changes;
    }

    private static boolean isDistinct(SqlCall call) {
        return call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
    }

    /** Whether values come from the data: nobody counts the different ones of a choice between constants. */
    private static boolean isMeasured(SqlCall call) {
        SqlNode value = call.operand(0);
        boolean choice = value instanceof SqlCase cases
                && cases.getThenOperands().getList().stream().allMatch(Nodes::isConstant);
        return call.operandCount() == 1 && !choice && !Nodes.isConstant(value);
    }

    private static String value(SqlCall call) {
        return String.join(", ", call.getOperandList().stream().map(Prose::of).toList());
    }
}
