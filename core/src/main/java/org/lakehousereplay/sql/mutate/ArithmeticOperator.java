package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code a / b} loses what is behind the decimal point; what is subtracted is added. */
final class ArithmeticOperator implements Operator {

    private final Tools tools;

    ArithmeticOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        List<JsonNode> arguments = Nodes.arguments(node);
        if (!Trees.isClass(node, "FUNCTION")) {
            return List.of();
        }
        return switch (Nodes.function(node) + arguments.size()) {
            case "/2" -> divided(site, arguments);
            case "-1" -> List.of(sign(site, arguments.get(0), arguments.get(0)));
            case "-2" ->
                arguments.stream().anyMatch(tools::isTemporal)
                        ? List.of()
                        : List.of(sign(site, Nodes.renamed(node, "+"), arguments.get(1)));
            case "*2" -> product(site);
            default -> List.of();
        };
    }

    private List<Change> divided(Site site, List<JsonNode> arguments) {
        if (Interval.of(arguments.get(0)).isPresent()) {
            return List.of();
        }
        String words = tools.prose().of(site.node()) + " would lose what is behind the decimal point"
                + Setting.of(site).into();
        return List.of(tools.change(MutationOperator.INTEGER_DIVISION, site, Nodes.renamed(site.node(), "//"), words));
    }

    private Change sign(Site site, JsonNode changed, JsonNode subtracted) {
        return tools.change(
                MutationOperator.SIGN,
                site,
                changed,
                tools.prose().of(subtracted) + " would be added and not subtracted"
                        + Setting.of(site).into());
    }

    /** {@code -1 * amount}, which the engine has as a product with a negative number. */
    private List<Change> product(Site site) {
        for (int index = 0; index < 2; index++) {
            Site factor = Nodes.argument(site, index);
            Optional<BigDecimal> number = Literals.number(factor.node());
            if (number.isPresent() && number.get().signum() < 0) {
                JsonNode positive = tools.nodes().number(number.get().negate());
                JsonNode other = Nodes.argument(site, 1 - index).node();
                return List.of(sign(site, factor.replacedUpTo(site, positive), other));
            }
        }
        return List.of();
    }
}
