package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.ScratchDatabase.WrittenQuery;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.Depth;
import org.lakehousereplay.sql.edit.EngineTrees;
import org.lakehousereplay.sql.edit.FunctionKinds;
import org.lakehousereplay.sql.edit.PlainForm;
import org.lakehousereplay.sql.edit.Spelling;
import org.lakehousereplay.sql.edit.Statement;
import org.lakehousereplay.sql.edit.TreeFacts;
import org.lakehousereplay.sql.edit.Trees;

/**
 * Makes the mutants of a query. For whoever measures inside this library what fixtures notice; used by the thread that
 * uses the database.
 */
public final class SqlMutants {

    /** As many trees at once as fit well into memory, however long the query is. */
    private static final int AT_ONCE = 100;

    private SqlMutants() {}

    /**
     * The mutants of a query, by place, operator and text. No two of them are the same, and none is the query itself.
     *
     * @param database is asked for syntax trees only
     * @param sql one query
     * @param context what is known about the data
     * @return none for a text that the engine cannot write once it has read it
     * @throws SqlFailure when it does not parse
     */
    public static List<SqlMutant> of(ScratchDatabase database, String sql, MutationContext context) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        Optional<JsonNode> tree = trees.read(sql);
        if (tree.filter(Statement::isSingle).isEmpty() || Depth.of(tree.get()) > Depth.MOST) {
            return List.of();
        }
        Spelling spelling = Spelling.of(trees);
        TreeFacts facts = new TreeFacts();
        JsonNode plain = PlainForm.of(Statement.query(tree.get()));
        Tools tools = new Tools(
                new Nodes(trees),
                new Prose(spelling),
                facts,
                FunctionKinds.of(database),
                RankedColumns.of(plain),
                context);
        return written(plain, changes(plain, Operators.all(tools), facts), spelling, facts);
    }

    /** All changes in the order of the text; of changes at one place, in the order of the operators. */
    private static List<Change> changes(JsonNode plain, List<Operator> operators, TreeFacts facts) {
        List<Change> changes = new ArrayList<>();
        Deque<Site> pending = new ArrayDeque<>();
        pending.push(Site.root(plain));
        while (!pending.isEmpty()) {
            Site site = pending.pop();
            if (!isOrder(site) && !isRepeated(site)) {
                operators.forEach(operator -> changes.addAll(operator.at(site)));
                site.inside().forEach(pending::push);
            }
        }
        changes.sort(Comparator.comparingLong(
                        (Change change) -> Position.of(change.place(), facts).orElse(Long.MAX_VALUE))
                .thenComparing(Change::operator)
                .thenComparing(Change::after)
                .thenComparing(Change::words));
        return changes;
    }

    /** In which order a result is told makes no difference to what it says. */
    private static boolean isOrder(Site site) {
        return Trees.type(site.node()).equals("ORDER_MODIFIER");
    }

    /** What a recursive query repeats: changed, it rarely ends. */
    private static boolean isRepeated(Site site) {
        return site.field().equals("right")
                && site.owner()
                        .filter(owner -> Trees.type(owner.node()).equals("RECURSIVE_CTE_NODE"))
                        .isPresent();
    }

    private static List<SqlMutant> written(JsonNode plain, List<Change> changes, Spelling spelling, TreeFacts facts) {
        Optional<WrittenQuery> original = spelling.writeAll(List.of(plain)).get(0);
        if (original.isEmpty()) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        seen.add(original.get().fingerprint());
        List<SqlMutant> mutants = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += AT_ONCE) {
            List<Change> some = changes.subList(from, Math.min(changes.size(), from + AT_ONCE));
            List<Optional<WrittenQuery>> queries =
                    spelling.writeAll(some.stream().map(Change::tree).toList());
            for (int index = 0; index < some.size(); index++) {
                Change change = some.get(index);
                queries.get(index)
                        .filter(query -> seen.add(query.fingerprint()))
                        .ifPresent(query -> mutants.add(mutant(change, query, facts)));
            }
        }
        return List.copyOf(mutants);
    }

    private static SqlMutant mutant(Change change, WrittenQuery query, TreeFacts facts) {
        return new SqlMutant(
                change.operator(),
                Position.of(change.place(), facts),
                change.before(),
                change.after(),
                change.words(),
                query.sql(),
                query.fingerprint());
    }
}
