package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParseException;
import org.lakehousereplay.flink.script.SqlText;
import org.lakehousereplay.flink.script.StatementText;

/**
 * What the operators write changes with.
 *
 * @param text the text of the statement
 * @param facts what the scripts tell about the data
 */
record Tools(StatementText text, ScriptFacts facts) {

    /** Puts another expression in the place of one, and shows both. */
    List<Change> change(Mistake kind, Site site, SqlNode changed, String words) {
        return change(kind, site, changed, Prose.of(site.node()), Prose.of(changed), words);
    }

    /** Puts another expression in the place of one, and shows what it is told to show. */
    List<Change> change(Mistake kind, Site site, SqlNode changed, String before, String after, String words) {
        String written = Prose.sql(changed);
        return written(
                kind, site, isPart(site) && isCompound(changed) ? "(" + written + ")" : written, before, after, words);
    }

    /** Puts a text in the place of an expression. */
    List<Change> written(Mistake kind, Site site, String written, String before, String after, String words) {
        Optional<StatementText.Range> range = range(site.node());
        if (range.isEmpty()) {
            return List.of();
        }
        Edit edit = new Edit(range.get().start(), range.get().end(), written);
        return List.of(new Change(kind, everywhere(site, edit), range.get().start(), before, after, words));
    }

    /** The range of an expression, if what is written there really is that expression. */
    Optional<StatementText.Range> range(SqlNode node) {
        return text.range(node).filter(range -> node instanceof SqlNodeList || says(range, node));
    }

    private boolean says(StatementText.Range range, SqlNode node) {
        try {
            return SqlText.of(SqlText.parseExpression(text.written(range))).equals(SqlText.of(node));
        } catch (SqlParseException elsewhere) {
            return false;
        }
    }

    /** Whether signs stand beside it that could bind more tightly than what takes its place. */
    private static boolean isPart(Site site) {
        return site.around()
                .map(Site::node)
                .filter(around -> around instanceof SqlCall call
                        && call.getOperator().getSyntax() != SqlSyntax.FUNCTION
                        && !around.isA(SqlKind.TOP_LEVEL)
                        && around.getKind() != SqlKind.CASE
                        && around.getKind() != SqlKind.AS
                        && around.getKind() != SqlKind.SELECT)
                .isPresent();
    }

    private static boolean isCompound(SqlNode node) {
        return node instanceof SqlCall call
                && switch (call.getOperator().getSyntax()) {
                    case BINARY, PREFIX, POSTFIX, SPECIAL -> call.getKind() != SqlKind.CASE;
                    default -> false;
                };
    }

    /** An expression that is said in GROUP BY and elsewhere changes in all places. */
    private List<Edit> everywhere(Site site, Edit edit) {
        Optional<SqlSelect> select = site.select();
        if (select.isEmpty() || select.get().getGroup() == null || site.setting() == Clause.WHERE) {
            return List.of(edit);
        }
        List<String> keys =
                select.get().getGroup().getList().stream().map(SqlText::of).toList();
        Optional<Site> key = Optional.empty();
        for (Site outer : site.outwards()) {
            if (outer.node() == select.get()) {
                break;
            }
            if (keys.contains(SqlText.of(outer.node()))) {
                key = Optional.of(outer);
            }
        }
        return key.flatMap(found -> range(found.node()).map(range -> repeated(select.get(), found.node(), range, edit)))
                .orElse(List.of(edit));
    }

    private List<Edit> repeated(SqlSelect select, SqlNode key, StatementText.Range range, Edit edit) {
        String changed = Edit.all(
                text.written(range),
                List.of(new Edit(edit.start() - range.start(), edit.end() - range.start(), edit.text())));
        String same = SqlText.of(key);
        List<SqlNode> places = new ArrayList<>();
        for (SqlNode part : new SqlNode[] {select.getSelectList(), select.getGroup(), select.getHaving()}) {
            places.addAll(Nodes.collect(
                    part,
                    any -> any.getClass() == key.getClass() && SqlText.of(any).equals(same)));
        }
        return places.stream()
                .flatMap(place -> range(place).stream())
                .map(place -> new Edit(place.start(), place.end(), changed))
                .distinct()
                .toList();
    }
}
