package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code ROUND(a, 2)} rounds to one digit more or less, or no longer; what is rounded up is rounded down. */
final class RoundingOperator implements Operator {

    private static final Map<String, String> OTHERS =
            Map.of("floor", "ceil", "ceil", "floor", "ceiling", "floor", "trunc", "round");

    private static final Map<String, String> WORDS = Map.of(
            "floor", "%s would be rounded down", "ceil", "%s would be rounded up", "round", "%s would be rounded");

    private final Tools tools;

    RoundingOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        List<JsonNode> arguments = Nodes.arguments(node);
        String function = Nodes.function(node);
        if (arguments.isEmpty() || Interval.of(node).isPresent() || isInInterval(site)) {
            return List.of();
        }
        if (function.equals("round")) {
            return rounded(site, arguments);
        }
        String other = OTHERS.get(function);
        if (other == null || arguments.size() != 1) {
            return List.of();
        }
        String words = WORDS.get(other).replace("%s", tools.prose().of(arguments.get(0)));
        return List.of(tools.change(
                MutationOperator.ROUNDING,
                site,
                Nodes.renamed(node, other),
                words + Setting.of(site).into()));
    }

    /** The engine rounds the number of an interval. */
    private static boolean isInInterval(Site site) {
        return site.nearest(around -> Nodes.function(around.node()).startsWith("to_"))
                .isPresent();
    }

    private List<Change> rounded(Site site, List<JsonNode> arguments) {
        List<Change> changes = new ArrayList<>();
        String value = tools.prose().of(arguments.get(0));
        String where = Setting.of(site).into();
        Optional<BigDecimal> digits =
                arguments.size() > 1 ? Literals.number(arguments.get(1)) : Optional.of(BigDecimal.ZERO);
        boolean roundedAgain = digits.isPresent()
                && scale(site).filter(scale -> scale <= digits.get().intValue()).isPresent();
        if (digits.isPresent() && digits.get().signum() > 0) {
            changes.add(digits(site, digits.get().intValue() - 1, value + " would have one digit less" + where));
        }
        if (!roundedAgain) {
            changes.add(tools.change(
                    MutationOperator.ROUNDING, site, arguments.get(0), value + " would not be rounded" + where));
        }
        return changes;
    }

    private Change digits(Site site, int digits, String words) {
        JsonNode number = tools.nodes().number(BigDecimal.valueOf(digits));
        return tools.change(
                MutationOperator.ROUNDING, site, Nodes.argument(site, 1).replacedUpTo(site, number), words);
    }

    /** The digits that a cast around keeps: more than that make no difference. */
    private static Optional<Integer> scale(Site site) {
        Optional<JsonNode> cast = site.owner().map(Site::node).filter(around -> Trees.isClass(around, "CAST"));
        JsonNode old =
                cast.orElse(Trees.ABSENT).path("cast_type").path("type_info").path("scale");
        JsonNode written =
                cast.orElse(Trees.ABSENT).path("type_expr").path("children").path(1);
        return old.isInt()
                ? Optional.of(old.asInt())
                : Literals.number(Trees.inner(written)).map(BigDecimal::intValue);
    }
}
