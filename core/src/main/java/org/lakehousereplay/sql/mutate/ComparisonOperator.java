package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code =} becomes {@code <>}, {@code <} becomes {@code >=}. */
final class ComparisonOperator implements Operator {

    private final Tools tools;

    ComparisonOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        JsonNode node = site.node();
        if (!Trees.isClass(node, "COMPARISON")
                || Constancy.ofAll(node)
                || tools.names().limited(node).isPresent()
                || site.around().filter(list -> links(list, node)).isPresent()) {
            return List.of();
        }
        JsonNode changed = Conditions.negated(node);
        if (Trees.type(changed).equals("OPERATOR_NOT")) {
            return List.of();
        }
        return List.of(tools.change(MutationOperator.COMPARISON, site, changed, words(site, changed)));
    }

    private static boolean links(Site list, JsonNode condition) {
        return list.field().equals("condition") && list.node().size() == 1
                || Optional.of(list).filter(Conditions::isList).isPresent() && Conditions.links(list, condition);
    }

    private String words(Site site, JsonNode changed) {
        String now = tools.prose().said(changed);
        String before = tools.prose().said(site.node());
        return "it would be asked" + Setting.of(site).into() + " whether " + now + ", and not whether " + before;
    }
}
