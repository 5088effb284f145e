package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * The conditions of a query, each of which can be taken away: those of its WHERE, HAVING, QUALIFY, ON and FILTER
 * clauses, its joins and its DISTINCT, in named queries and subqueries, too. For whoever asks what a condition does;
 * used by the thread that uses the database.
 *
 * <p>A join is taken away by keeping the rows that it drops: with NULL in place of a partner. An ANTI or SEMI JOIN is
 * left out altogether.
 */
public final class Conditions {

    private final Spelling spelling;
    private final JsonNode query;
    private final List<FoundCondition> found;
    private final List<Condition> all;
    private final ColumnNames names;
    private final JsonNode alwaysTrue;

    private Conditions(
            Spelling spelling,
            JsonNode query,
            List<FoundCondition> found,
            List<Condition> all,
            ColumnNames names,
            JsonNode alwaysTrue) {
        this.spelling = spelling;
        this.query = query;
        this.found = List.copyOf(found);
        this.all = List.copyOf(all);
        this.names = names;
        this.alwaysTrue = alwaysTrue;
    }

    /**
     * Finds the conditions of a query.
     *
     * @param database is asked for syntax trees only, and must stay open as long as the conditions are used
     * @return no conditions for a text that the engine cannot write once it has read it
     * @throws SqlFailure when it does not parse
     */
    public static Conditions of(ScratchDatabase database, String sql) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        Spelling spelling = Spelling.of(trees);
        JsonNode alwaysTrue = PlainForm.of(Statement.query(
                        trees.read("SELECT * FROM x LEFT JOIN y ON true").orElseThrow()))
                .path("from_table")
                .path(Trees.TABLES)
                .path(1)
                .path(Trees.JOIN)
                .path("condition")
                .path(0);
        Optional<JsonNode> tree =
                trees.read(sql).filter(read -> Statement.isSingle(read) && Depth.of(read) <= Depth.MOST);
        TreeFacts facts = new TreeFacts();
        Optional<JsonNode> plain = tree.map(read -> PlainForm.of(Statement.query(read)))
                .filter(query -> comesBack(trees, spelling, facts, query));
        if (plain.isEmpty()) {
            return new Conditions(
                    spelling, Trees.ABSENT, List.of(), List.of(), ColumnNames.of(Trees.ABSENT), alwaysTrue);
        }
        ColumnNames names = ColumnNames.of(plain.get());
        List<FoundCondition> found = ConditionSearch.in(plain.get(), facts);
        List<Condition> all = new ArrayList<>();
        for (FoundCondition condition : found) {
            all.add(condition.describe(all.size(), spelling, facts, names));
        }
        return new Conditions(spelling, plain.get(), found, all, names, alwaysTrue);
    }

    static boolean comesBack(EngineTrees trees, Spelling spelling, TreeFacts facts, JsonNode query) {
        return spelling.write(query)
                .flatMap(trees::readOwn)
                .filter(Statement::isSingle)
                .filter(read -> facts.same(query, PlainForm.of(Statement.query(read))))
                .isPresent();
    }

    /** The conditions in the order of the text. */
    public List<Condition> all() {
        return all;
    }

    /** The names under which the query passes columns on. */
    public ColumnNames names() {
        return names;
    }

    /**
     * The query without some conditions.
     *
     * @param taken conditions of this query
     * @return the SQL; empty when the engine cannot write it. It parses, but need not bind.
     */
    public Optional<String> without(Collection<Condition> taken) {
        return write(numbers(taken));
    }

    /**
     * The query without any condition but some, and those that these are part of. Conditions that link tables stay, too:
     * without them every row would meet every row.
     *
     * @param kept conditions of this query
     * @return the SQL; empty when the engine cannot write it. It parses, but need not bind.
     */
    public Optional<String> only(Collection<Condition> kept) {
        Set<Integer> stay = numbers(kept);
        for (int number : List.copyOf(stay)) {
            stay.addAll(found.get(number).around());
        }
        Set<Integer> taken = new TreeSet<>();
        for (Condition condition : all) {
            if (!stay.contains(condition.number()) && !condition.links()) {
                taken.add(condition.number());
            }
        }
        return write(taken);
    }

    private Set<Integer> numbers(Collection<Condition> conditions) {
        Set<Integer> numbers = new TreeSet<>();
        for (Condition condition : conditions) {
            if (condition.number() >= all.size() || !all.get(condition.number()).equals(condition)) {
                throw new IllegalArgumentException("a condition of another query");
            }
            numbers.add(condition.number());
        }
        return numbers;
    }

    private Optional<String> write(Set<Integer> taken) {
        List<JsonNode> nodes =
                taken.stream().map(number -> found.get(number).node()).toList();
        return spelling.write(new ConditionRemoval(nodes, alwaysTrue).in(query));
    }
}
