package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lakehousereplay.sql.edit.Trees;

/** Which clause a part of a query stands in, and which column of its result it makes. */
record Setting(Clause clause, Optional<String> column) {

    /** The clauses that matter for what a change does. */
    enum Clause {
        WHERE,
        HAVING,
        QUALIFY,
        JOIN,
        FILTER,
        WHEN,
        GROUPING,
        ORDER,
        VALUE
    }

    static Setting of(Site site) {
        Optional<Site> entry = site.nearest(
                around -> Trees.isNamed(around.node()) && around.field().equals("select_list"));
        Optional<String> column = entry.map(Site::node).flatMap(Setting::name);
        Site inside = site;
        while (inside.around().isPresent()) {
            Optional<Clause> clause = clause(inside);
            if (clause.isPresent()) {
                return new Setting(clause.get(), column);
            }
            inside = inside.around().get();
            if (Trees.isQuery(inside.node())) {
                break;
            }
        }
        return new Setting(Clause.VALUE, column);
    }

    private static Optional<Clause> clause(Site site) {
        if (site.index() >= 0
                && !site.field().equals("partitions")
                && !site.field().equals("orders")) {
            return Optional.empty();
        }
        return switch (site.field()) {
            case "where_clause" -> Optional.of(Clause.WHERE);
            case "having" -> Optional.of(Clause.HAVING);
            case "qualify" -> Optional.of(Clause.QUALIFY);
            case "condition" -> Optional.of(Clause.JOIN);
            case "filter", "filter_expr" -> Optional.of(Clause.FILTER);
            case "when_expr" -> Optional.of(Clause.WHEN);
            case Trees.GROUPING, "partitions" -> Optional.of(Clause.GROUPING);
            case "orders", "modifiers" -> Optional.of(Clause.ORDER);
            default -> Optional.empty();
        };
    }

    private static Optional<String> name(JsonNode entry) {
        String alias = entry.path(Trees.ALIAS).asText();
        return alias.isEmpty() ? Nodes.column(entry.path(Trees.NAMED)) : Optional.of(alias);
    }

    /** Whether it decides which rows count. */
    boolean chooses() {
        return switch (clause) {
            case WHERE, HAVING, QUALIFY, JOIN, FILTER -> true;
            default -> false;
        };
    }

    /** What is chosen: rows, groups or pairs of rows. */
    String chosen() {
        return switch (clause) {
            case HAVING -> "groups";
            case JOIN -> "pairs of rows";
            default -> "rows";
        };
    }

    /** Where what is chosen goes, to be put behind a verb. */
    String into() {
        return clause == Clause.FILTER || clause == Clause.WHEN || clause == Clause.VALUE
                ? column.map(name -> " in " + Prose.name(name)).orElse("")
                : "";
    }
}
