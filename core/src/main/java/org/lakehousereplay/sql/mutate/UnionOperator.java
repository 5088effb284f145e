package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** {@code UNION ALL} becomes {@code UNION}, or the other way round. */
final class UnionOperator implements Operator {

    @Override
    public List<Change> at(Site site) {
        JsonNode operation = site.node().path(Trees.OPERATION);
        if (!operation.path("setop_type").asText().equals("UNION")) {
            return List.of();
        }
        boolean all = operation.path("setop_all").asBoolean();
        JsonNode changed = Nodes.with(site.node(), Trees.OPERATION, Nodes.with(operation, "setop_all", !all));
        return List.of(new Change(
                MutationOperator.UNION,
                site.replaced(changed),
                site.node().path(Trees.BRANCH).path("select_list"),
                all ? "UNION ALL" : "UNION",
                all ? "UNION" : "UNION ALL",
                all
                        ? "rows that are the same in every column would count only once"
                        : "rows that are the same in every column would all count, not once"));
    }
}
