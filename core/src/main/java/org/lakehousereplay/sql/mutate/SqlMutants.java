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
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.Depth;
import org.lakehousereplay.sql.edit.EngineTrees;
import org.lakehousereplay.sql.edit.FunctionKinds;
import org.lakehousereplay.sql.edit.PlainForm;
import org.lakehousereplay.sql.edit.Spelling;
import org.lakehousereplay.sql.edit.Statement;
import org.lakehousereplay.sql.edit.TreeFacts;

/**
 * Makes the mutants of a query. For whoever measures inside this library what fixtures notice; used by the thread that
 * uses the database.
 */
public final class SqlMutants {

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
        Tools tools = new Tools(new Nodes(trees), new Prose(spelling), facts, FunctionKinds.of(database), context);
        JsonNode plain = PlainForm.of(Statement.query(tree.get()));
        List<Change> changes = changes(plain, Operators.all(tools));
        List<SqlMutant> mutants = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> original = spelling.write(plain);
        if (original.isEmpty()) {
            return List.of();
        }
        seen.add(database.parse(original.get()).fingerprint());
        for (Change change : changes) {
            Optional<String> written = spelling.write(change.tree());
            if (written.isPresent()) {
                String fingerprint = database.parse(written.get()).fingerprint();
                if (seen.add(fingerprint)) {
                    mutants.add(new SqlMutant(
                            change.operator(),
                            Position.of(change.place(), facts),
                            change.before(),
                            change.after(),
                            change.words(),
                            written.get(),
                            fingerprint));
                }
            }
        }
        mutants.sort(
                Comparator.comparingLong((SqlMutant mutant) -> mutant.position().orElse(Long.MAX_VALUE))
                        .thenComparing(SqlMutant::operator)
                        .thenComparing(SqlMutant::after)
                        .thenComparing(SqlMutant::sql));
        return List.copyOf(mutants);
    }

    private static List<Change> changes(JsonNode plain, List<Operator> operators) {
        List<Change> changes = new ArrayList<>();
        Deque<Site> pending = new ArrayDeque<>();
        pending.push(Site.root(plain));
        while (!pending.isEmpty()) {
            Site site = pending.pop();
            operators.forEach(operator -> changes.addAll(operator.at(site)));
            site.inside().forEach(pending::push);
        }
        return changes;
    }
}
