package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.sql.SqlName;
import org.lakehousereplay.sql.edit.Expressions;
import org.lakehousereplay.sql.edit.Trees;

/** A text that a column is compared with becomes another value that the column has in the data. */
final class EventTypeOperator implements Operator {

    private static final Set<String> LISTS = Set.of("COMPARE_IN", "COMPARE_NOT_IN");
    private static final Set<String> EQUALITIES =
            Set.of("COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_DISTINCT_FROM", "COMPARE_NOT_DISTINCT_FROM");

    private final Tools tools;

    EventTypeOperator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<Change> at(Site site) {
        String type = Trees.type(site.node());
        if (EQUALITIES.contains(type)) {
            return equality(site);
        }
        return LISTS.contains(type) ? list(site) : List.of();
    }

    private List<Change> equality(Site site) {
        for (String side : List.of("left", "right")) {
            Optional<String> text = Literals.text(site.node().path(side));
            Optional<String> column = column(site.node().path(side.equals("left") ? "right" : "left"));
            if (text.isPresent() && column.isPresent()) {
                return other(column.get(), text.get(), Set.of(text.get()))
                        .map(value -> changed(site, site.at(side), text.get(), value))
                        .stream()
                        .toList();
            }
        }
        return List.of();
    }

    private List<Change> list(Site site) {
        Site children = site.at("children");
        Optional<String> column = column(children.node().path(0));
        if (column.isEmpty()) {
            return List.of();
        }
        Set<String> listed = new HashSet<>();
        children.node().forEach(child -> Literals.text(child).ifPresent(listed::add));
        List<Change> changes = new ArrayList<>();
        for (int index = 1; index < children.node().size(); index++) {
            Optional<String> text = Literals.text(children.node().path(index));
            if (text.isPresent()) {
                Optional<String> value = other(column.get(), text.get(), listed);
                if (value.isPresent()) {
                    changes.add(changed(site, children.at(index), text.get(), value.get()));
                } else if (children.node().size() > 2) {
                    changes.add(dropped(site, children, index));
                }
            }
        }
        return changes;
    }

    /** The value behind this one in the data that is not meant here anyway. */
    private Optional<String> other(String column, String text, Set<String> taken) {
        List<String> values = tools.context().values(column);
        int from = values.indexOf(text);
        for (int step = 1; step <= values.size(); step++) {
            String value = values.get((from + step) % values.size());
            if (!taken.contains(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private Change changed(Site site, Site constant, String before, String after) {
        JsonNode changed = constant.replacedUpTo(site, tools.nodes().text(after));
        return tools.change(
                MutationOperator.EVENT_TYPE,
                site,
                changed,
                SqlName.literal(after) + " would be taken for " + SqlName.literal(before)
                        + Setting.of(site).into());
    }

    private Change dropped(Site site, Site children, int index) {
        return tools.change(
                MutationOperator.EVENT_TYPE,
                site,
                site.with("children", children.without(index)),
                tools.prose().of(children.node().path(index)) + " would be forgotten"
                        + Setting.of(site).into());
    }

    /** The column that an expression is, in lower case or of another type, too. */
    private static Optional<String> column(JsonNode expression) {
        JsonNode inner = expression;
        while (Nodes.column(inner).isEmpty()) {
            List<JsonNode> operands = Expressions.operands(inner);
            if (operands.size() != 1 || Trees.isClass(inner, "SUBQUERY")) {
                return Optional.empty();
            }
            inner = operands.get(0);
        }
        return Nodes.column(inner);
    }
}
