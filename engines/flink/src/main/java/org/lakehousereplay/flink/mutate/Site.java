package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/**
 * A part of a statement, with what is around it.
 *
 * @param node the part
 * @param around what it is part of
 * @param clause what it is there for
 * @param column the column that it makes, where it is a whole entry of SELECT
 */
record Site(SqlNode node, Optional<Site> around, Clause clause, Optional<String> column) {

    Site inside(SqlNode part) {
        return inside(part, Clause.INSIDE);
    }

    Site inside(SqlNode part, Clause partClause) {
        return new Site(part, Optional.of(this), partClause, Optional.empty());
    }

    /** This part and what is around it, the nearest first. */
    List<Site> outwards() {
        List<Site> sites = new ArrayList<>();
        Optional<Site> next = Optional.of(this);
        while (next.isPresent()) {
            sites.add(next.get());
            next = next.get().around();
        }
        return sites;
    }

    /** The nearest part around it, or itself, that is what is looked for. */
    Optional<Site> nearest(Predicate<Site> wanted) {
        return outwards().stream().filter(wanted).findFirst();
    }

    /** The query that it belongs to. */
    Optional<SqlSelect> select() {
        return around.flatMap(outer -> outer.nearest(site -> site.node() instanceof SqlSelect))
                .map(site -> (SqlSelect) site.node());
    }

    /** The clause that it stands in: its own, or that of the nearest part around it. */
    Clause setting() {
        return settingSite().map(Site::clause).orElse(Clause.VALUE);
    }

    @SuppressWarnings("ReferenceEquality") // The same text may stand in several places.
    private Optional<Site> settingSite() {
        for (Site site : outwards()) {
            if (site.clause() != Clause.INSIDE) {
                return Optional.of(site);
            }
            if (site != this && site.node() instanceof SqlSelect) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The column of the result that it goes into. */
    Optional<String> intoColumn() {
        return outwards().stream().flatMap(site -> site.column().stream()).findFirst();
    }

    /** Where it goes, to be put behind a verb. */
    String into() {
        return switch (setting()) {
            case FILTER, WHEN, VALUE -> intoColumn().map(name -> " in " + name).orElse("");
            default -> "";
        };
    }

    /** Whether the clause decides which rows count. */
    boolean chooses() {
        return switch (setting()) {
            case WHERE, HAVING, JOIN, FILTER -> true;
            default -> false;
        };
    }

    /** What is chosen. */
    String chosen() {
        return switch (setting()) {
            case HAVING -> "groups";
            case JOIN -> "pairs of rows";
            default -> "rows";
        };
    }

    /** Whether only AND is between it and the clause. */
    boolean insideCondition() {
        return around.filter(outer -> outer.node().getKind() == SqlKind.AND)
                .filter(outer -> outer.clause() != Clause.INSIDE || outer.insideCondition())
                .isPresent();
    }

    /** Whether it is one of the conditions of WHERE, ON, FILTER or HAVING that all have to hold. */
    boolean isCondition() {
        if (node.getKind() == SqlKind.AND) {
            return false;
        }
        return isDecisive() || insideCondition() && rootOfAnd().isDecisive();
    }

    private boolean isDecisive() {
        return switch (clause) {
            case WHERE, HAVING, JOIN, FILTER -> true;
            default -> false;
        };
    }

    private Site rootOfAnd() {
        return clause == Clause.INSIDE ? around.orElseThrow().rootOfAnd() : this;
    }

    /** The other conditions that have to hold beside this one, itself included. */
    List<SqlNode> conditions() {
        Site root = nearest(site -> site.clause() != Clause.INSIDE).orElse(this);
        return Conditions.all(root.node());
    }
}
