package org.lakehousereplay.flink.mutate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** A number is rounded to one digit less, or not at all; what is cut off is rounded, what is rounded down is rounded up. */
final class RoundingOperator implements Operator {

    private final Tools tools;

    RoundingOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (Nodes.function(site.node()).isEmpty() || ((SqlCall) site.node()).operandCount() == 0) {
            return List.of();
        }
        SqlCall call = (SqlCall) site.node();
        String value = Prose.of(call.operand(0));
        boolean alone = call.operandCount() == 1;
        return switch (Nodes.function(call)) {
            case "ROUND" -> rounded(site, call, "rounded");
            case "TRUNCATE" -> {
                List<Change> changes = new ArrayList<>(rounded(site, call, "cut off"));
                changes.addAll(tools.change(
                        Mistake.ROUNDING,
                        site,
                        Nodes.renamed(call, "ROUND"),
                        value + " would be rounded and not cut off" + site.into()));
                yield changes;
            }
            case "FLOOR" -> alone ? other(site, call, "CEIL", "up and not down") : List.of();
            case "CEIL", "CEILING" -> alone ? other(site, call, "FLOOR", "down and not up") : List.of();
            default -> List.of();
        };
    }

    private List<Change> rounded(Site site, SqlCall call, String how) {
        String value = Prose.of(call.operand(0));
        List<Change> changes = new ArrayList<>();
        Optional<BigDecimal> digits = call.operandCount() < 2 ? Optional.empty() : Nodes.number(call.operand(1));
        if (digits.isPresent()) {
            SqlNode fewer = Nodes.number(digits.get().subtract(BigDecimal.ONE));
            changes.addAll(tools.change(
                    Mistake.ROUNDING,
                    site,
                    Nodes.with(call, call.operand(1), fewer),
                    value + " would have one digit less" + site.into()));
        }
        boolean roundedAgain = site.around()
                .filter(around -> around.node().getKind() == SqlKind.CAST)
                .isPresent();
        if (!roundedAgain) {
            changes.addAll(tools.change(
                    Mistake.ROUNDING, site, call.operand(0), value + " would not be " + how + site.into()));
        }
        return changes;
    }

    private List<Change> other(Site site, SqlCall call, String function, String how) {
        return tools.change(
                Mistake.ROUNDING,
                site,
                Nodes.call(function, call.<SqlNode>operand(0)),
                Prose.of(call.operand(0)) + " would be rounded " + how + site.into());
    }
}
