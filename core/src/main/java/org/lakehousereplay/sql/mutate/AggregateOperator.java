package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code SUM} becomes {@code COUNT}, {@code AVG} or {@code MAX}; others become what they are taken for. */
final class AggregateOperator implements Operator {

    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("sum", List.of("count", "avg", "max")),
            Map.entry("avg", List.of("sum", "max")),
            Map.entry("mean", List.of("sum", "max")),
            Map.entry("median", List.of("avg")),
            Map.entry("max", List.of("min")),
            Map.entry("min", List.of("max")),
            Map.entry("first", List.of("last")),
            Map.entry("last", List.of("first")),
            Map.entry("arg_max", List.of("arg_min")),
            Map.entry("arg_min", List.of("arg_max")),
            Map.entry("max_by", List.of("min_by")),
            Map.entry("min_by", List.of("max_by")),
            Map.entry("bool_or", List.of("bool_and")),
            Map.entry("bool_and", List.of("bool_or")));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("count", "how many %s there are would be told"),
            Map.entry("avg", "the average of %s would be told"),
            Map.entry("sum", "the sum of %s would be told"),
            Map.entry("max", "the greatest %s would be told"),
            Map.entry("min", "the least %s would be told"),
            Map.entry("first", "the first %s would be told"),
            Map.entry("last", "the last %s would be told"),
            Map.entry("bool_and", "%s would have to hold for all rows"),
            Map.entry("bool_or", "it would be enough that %s holds for one row"));

    private final Tools tools;

    AggregateOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        String function = Nodes.function(node);
        List<JsonNode> arguments = Nodes.arguments(node);
        boolean window = Trees.isClass(node, "WINDOW");
        if (arguments.isEmpty() || !window && !Trees.isClass(node, "FUNCTION")) {
            return List.of();
        }
        if (function.equals("count")
                && !node.path("distinct").asBoolean()
                && Nodes.column(arguments.get(0)).isPresent()) {
            return List.of(counted(site, arguments.get(0)));
        }
        List<Change> changes = new ArrayList<>();
        List<String> others = OTHERS.getOrDefault(function, List.of());
        for (String other : window && function.equals("sum") ? List.of("max") : others) {
            changes.add(changed(site, other, arguments.get(0)));
        }
        return changes;
    }

    private Change changed(Site site, String other, JsonNode argument) {
        JsonNode renamed = Nodes.renamed(site.node(), other);
        String words = WORDS.getOrDefault(other, "%s would be taken from the other end")
                .replace("%s", tools.prose().said(argument));
        return tools.change(
                MutationOperator.AGGREGATE,
                site,
                renamed,
                words
                        + Setting.of(site)
                                .column()
                                .map(column -> " as " + Prose.name(column))
                                .orElse(""));
    }

    /** How often a column has a value, or how many rows there are: people mix that up. */
    private Change counted(Site site, JsonNode argument) {
        JsonNode all = tools.nodes().number(BigDecimal.ONE);
        JsonNode rows = Nodes.withArguments(site.node(), List.of(all));
        return tools.change(
                MutationOperator.AGGREGATE,
                site,
                rows,
                "rows without " + tools.prose().of(argument) + " would count"
                        + Setting.of(site).into() + ", too");
    }
}
