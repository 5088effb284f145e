package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code COALESCE(a, b)} and {@code NULLIF(a, b)} become {@code a}. */
final class NullDefaultOperator implements Operator {

    private final Tools tools;

    NullDefaultOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        String where = Setting.of(site).into();
        if (Trees.type(node).equals("OPERATOR_COALESCE")
                && node.path("children").size() > 1) {
            return coalesce(site, node.path("children"), where);
        }
        List<JsonNode> arguments = Nodes.arguments(node);
        if (Nodes.function(node).equals("nullif") && arguments.size() == 2) {
            String words = tools.prose().of(arguments.get(0)) + " would stay "
                    + tools.prose().of(arguments.get(1)) + " and not become NULL" + where;
            return List.of(tools.change(MutationOperator.NULLIF, site, arguments.get(0), words));
        }
        return List.of();
    }

    private List<Change> coalesce(Site site, JsonNode children, String where) {
        JsonNode first = children.path(0);
        if (Nodes.function(first).startsWith("count") && Trees.isClass(first, "FUNCTION")) {
            return List.of();
        }
        Site list = site.at("children");
        JsonNode rest = list.without(children.size() - 1);
        JsonNode changed = rest.size() == 1 ? first : site.with("children", rest);
        String words = tools.prose().of(changed) + " would stay empty where it is, and not become "
                + tools.prose().of(children.path(children.size() - 1)) + where;
        return List.of(tools.change(MutationOperator.COALESCE, site, changed, words));
    }
}
