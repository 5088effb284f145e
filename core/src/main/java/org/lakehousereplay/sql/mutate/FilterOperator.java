package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.edit.Trees;

/** A condition of WHERE, ON, FILTER or HAVING is dropped, or keeps what it dropped; a part of OR is dropped. */
final class FilterOperator implements Operator {

    private final Tools tools;

    FilterOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        if (Conditions.isList(site)) {
            return conditions(site);
        }
        return Trees.isClass(site.node(), "CONJUNCTION") && Setting.of(site).clause() != Setting.Clause.VALUE
                ? parts(site)
                : List.of();
    }

    private List<Change> conditions(Site site) {
        List<Change> changes = new ArrayList<>();
        boolean join = site.field().equals("condition");
        for (int index = 0; index < site.node().size(); index++) {
            JsonNode condition = site.node().path(index);
            boolean needed = join && site.node().size() == 1 || Conditions.links(site, condition) || isNearest(site);
            if (needed || tools.names().limited(condition).isPresent()) {
                continue;
            }
            if (!Conditions.isImplied(tools, site.node(), condition)) {
                changes.add(dropped(site, index));
            }
            if (!site.field().equals("having")) {
                changes.add(negated(site.at(index)));
            }
        }
        return changes;
    }

    /** The condition that says what is nearest, which a join of that kind must have. */
    private static boolean isNearest(Site conditions) {
        return conditions
                .owner()
                .filter(join -> join.node().path("ref_type").asText().equals("ASOF"))
                .isPresent();
    }

    private Change dropped(Site conditions, int index) {
        JsonNode condition = conditions.node().path(index);
        Setting setting = Setting.of(conditions.at(index));
        String others = tools.prose().said(Conditions.negated(condition));
        return new Change(
                conditions.field().equals("having") ? MutationOperator.HAVING : MutationOperator.FILTER_DROPPED,
                conditions.replaced(conditions.without(index)),
                condition,
                tools.prose().of(condition),
                "",
                setting.chosen() + " would count" + setting.into() + " even if " + others);
    }

    private Change negated(Site condition) {
        Setting setting = Setting.of(condition);
        JsonNode changed = Conditions.negated(condition.node());
        return tools.change(
                MutationOperator.FILTER_NEGATED,
                condition,
                changed,
                setting.chosen() + " would count" + setting.into() + " if "
                        + tools.prose().said(changed) + ", and not if "
                        + tools.prose().said(condition.node()));
    }

    private List<Change> parts(Site site) {
        List<Change> changes = new ArrayList<>();
        boolean all = Trees.type(site.node()).equals("CONJUNCTION_AND");
        Site children = site.at("children");
        for (int index = 0; index < children.node().size(); index++) {
            JsonNode rest = children.without(index);
            JsonNode left = rest.size() == 1 ? rest.path(0) : site.with("children", rest);
            JsonNode part = children.node().path(index);
            Setting setting = Setting.of(site);
            String counts = setting.chooses() ? setting.chosen() + " would count" : "the case would hold";
            String words = counts
                    + setting.into()
                    + (all ? " already if " : " only if ")
                    + tools.prose().said(left);
            changes.add(new Change(
                    MutationOperator.FILTER_DROPPED,
                    tools.tree(site, left),
                    part,
                    tools.prose().of(site.node()),
                    tools.prose().of(left),
                    words));
        }
        return changes;
    }
}
