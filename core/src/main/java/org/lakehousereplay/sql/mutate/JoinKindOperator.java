package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** An inner join becomes a left join, a left join an inner one, a full join keeps one side only. */
final class JoinKindOperator implements Operator {

    private static final Map<String, List<String>> OTHERS = Map.of(
            "INNER", List.of("LEFT"),
            "LEFT", List.of("INNER"),
            "RIGHT", List.of("INNER"),
            "FULL", List.of("LEFT", "RIGHT"),
            "OUTER", List.of("LEFT", "RIGHT"),
            "SEMI", List.of("ANTI"),
            "ANTI", List.of("SEMI"));

    private final Tools tools;

    JoinKindOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode item = site.node();
        JsonNode join = item.path(Trees.JOIN);
        if (!join.isObject() || join.path("ref_type").asText().equals("CROSS")) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        String kind = join.path("join_type").asText();
        for (String other : OTHERS.getOrDefault(kind, List.of())) {
            JsonNode changed = Nodes.with(item, Trees.JOIN, Nodes.with(join, "join_type", other));
            changes.add(new Change(
                    MutationOperator.JOIN_KIND,
                    site.replaced(changed),
                    item,
                    tools.prose().joined(item),
                    tools.prose().joined(changed),
                    words(kind, other, Tables.before(site), Tables.name(item.path(Trees.TABLE)))));
        }
        return changes;
    }

    private static String words(String kind, String other, String left, String right) {
        String lost = "rows of %s without a partner in %s would be lost";
        String kept = "rows of %s without a partner in %s would stay, with nothing in the columns of %s";
        return switch (other) {
            case "INNER" -> kind.equals("RIGHT") ? lost.formatted(right, left) : lost.formatted(left, right);
            case "LEFT" -> kind.equals("INNER") ? kept.formatted(left, right, right) : lost.formatted(right, left);
            case "RIGHT" -> lost.formatted(left, right);
            case "ANTI" -> "only rows of " + left + " without a partner in " + right + " would count";
            default -> "only rows of " + left + " with a partner in " + right + " would count";
        };
    }
}
