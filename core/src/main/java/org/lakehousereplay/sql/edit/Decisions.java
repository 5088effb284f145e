package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.edit.FoundDecision.Lookout;

/**
 * What a query decides, and the query that counts how it was decided: conditions, branches of CASE and joins, in named
 * queries and subqueries, too. For whoever asks what fixtures have reached; used by the thread that uses the database.
 */
public final class Decisions {

    private final DecisionCounting counting;
    private final List<FoundDecision> found;
    private final List<Decision> all;
    private final ColumnNames names;

    private Decisions(DecisionCounting counting, List<FoundDecision> found, ColumnNames names) {
        this.counting = counting;
        this.names = names;
        this.found = List.copyOf(found);
        this.all = IntStream.range(0, found.size())
                .mapToObj(number -> found.get(number).describe(number))
                .toList();
    }

    /**
     * Finds the decisions of a query.
     *
     * @param database is asked for syntax trees only, and must stay open as long as the decisions are used
     * @return no decisions for a text that the engine cannot write once it has read it
     * @throws SqlFailure when it does not parse
     */
    public static Decisions of(ScratchDatabase database, String sql) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        Spelling spelling = Spelling.of(trees);
        TreeFacts facts = new TreeFacts();
        Aggregation aggregation = new Aggregation(FunctionKinds.of(database));
        DecisionCounting counting = DecisionCounting.of(trees, spelling, facts, aggregation);
        Optional<JsonNode> plain = trees.read(sql)
                .filter(read -> Statement.isSingle(read) && Depth.of(read) <= Depth.MOST)
                .map(read -> PlainForm.of(Statement.query(read)))
                .filter(query -> Conditions.comesBack(trees, spelling, facts, query));
        List<FoundDecision> found = plain.map(
                        query -> new DecisionSearch(new BlockDecisions(spelling, facts, aggregation)).in(query))
                .orElse(List.of());
        return new Decisions(
                counting,
                found.stream()
                        .sorted(Comparator.comparing(
                                decision -> decision.position().orElse(Long.MAX_VALUE)))
                        .toList(),
                ColumnNames.of(plain.orElse(Trees.ABSENT)));
    }

    /** The decisions in the order of the text. */
    public List<Decision> all() {
        return all;
    }

    /** The names under which the query passes columns on. */
    public ColumnNames names() {
        return names;
    }

    /**
     * A query of one row that has a number for each outcome of some decisions, in their order.
     *
     * @param decisions decisions of this query
     * @return the SQL; empty when the engine cannot write it. It parses, but need not bind: a subquery may name columns of
     *     what is around it.
     */
    public Optional<String> counting(Collection<Decision> decisions) {
        Map<Lookout, List<Decision>> places = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.number() >= all.size() || !all.get(decision.number()).equals(decision)) {
                throw new IllegalArgumentException("a decision of another query");
            }
            places.computeIfAbsent(found.get(decision.number()).place(), place -> new ArrayList<>())
                    .add(decision);
            for (int outcome = 0; outcome < decision.outcomes().size(); outcome++) {
                columns.add(column(decision, outcome));
            }
        }
        List<String> queries = new ArrayList<>();
        for (Map.Entry<Lookout, List<Decision>> place : places.entrySet()) {
            Optional<String> query = counting.query(place.getKey(), counted(place.getValue()));
            if (query.isEmpty()) {
                return Optional.empty();
            }
            queries.add("(" + query.get() + ") AS place" + queries.size());
        }
        return Optional.of("SELECT " + String.join(", ", columns) + " FROM " + String.join(" CROSS JOIN ", queries));
    }

    private Map<String, FoundDecision.Count> counted(List<Decision> decisions) {
        Map<String, FoundDecision.Count> counted = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            for (int outcome = 0; outcome < decision.outcomes().size(); outcome++) {
                counted.put(
                        column(decision, outcome),
                        found.get(decision.number()).counts().get(outcome));
            }
        }
        return counted;
    }

    private static String column(Decision decision, int outcome) {
        return "rows_" + decision.number() + "_" + outcome;
    }
}
