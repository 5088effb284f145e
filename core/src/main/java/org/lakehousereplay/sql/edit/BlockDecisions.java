package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.lakehousereplay.sql.edit.Decision.Kind;
import org.lakehousereplay.sql.edit.Decision.Outcome;
import org.lakehousereplay.sql.edit.FoundDecision.Count;
import org.lakehousereplay.sql.edit.FoundDecision.Lookout;
import org.lakehousereplay.sql.edit.FoundDecision.Stage;
import org.lakehousereplay.sql.edit.FoundDecision.Test;

/** Finds what one SELECT decides, apart from the queries inside of it. */
final class BlockDecisions {

    private static final String TRUE = "IS TRUE";
    private static final String NOT_TRUE = "IS NOT TRUE";
    private static final String FALSE = "IS FALSE";
    private static final String NULL = "IS NULL";

    private final Spelling spelling;
    private final TreeFacts facts;
    private final Aggregation aggregation;
    private final UnknownColumns unknown;

    BlockDecisions(Spelling spelling, TreeFacts facts, Aggregation aggregation) {
        this.spelling = spelling;
        this.facts = facts;
        this.aggregation = aggregation;
        this.unknown = new UnknownColumns(aggregation);
    }

    List<FoundDecision> of(Block block) {
        Search search = new Search(block, aggregation.groups(block.select()));
        search.run();
        return search.found;
    }

    private final class Search {
        private final Block block;
        private final boolean grouped;
        private final List<FoundDecision> found = new ArrayList<>();
        private final Set<Integer> seenCases = new HashSet<>();

        Search(Block block, boolean grouped) {
            this.block = block;
            this.grouped = grouped;
        }

        void run() {
            JsonNode select = block.select();
            joins(block);
            boolean crossed = Joined.isCrossed(block.tables());
            for (JsonNode condition : select.path("where_clause")) {
                if (!(crossed
                        && Joined.links(condition, select.path("where_clause").size()))) {
                    condition(condition, Stage.ROWS);
                }
            }
            select.path(Trees.GROUPING).path(Trees.KEYS).forEach(key -> walk(key, Stage.KEPT, List.of()));
            select.path("having").forEach(condition -> condition(condition, Stage.GROUPS));
            select.path("qualify").forEach(condition -> condition(condition, Stage.RANKED));
            block.entries().forEach(entry -> walk(Trees.inner(entry), Stage.RESULT, List.of()));
        }

        /** Tables in parentheses are joined before the others, as if there were no others. */
        private void joins(Block part) {
            JsonNode tables = part.tables();
            for (int index = 0; index < tables.size(); index++) {
                JsonNode table = tables.get(index).path(Trees.TABLE);
                if (table.has(Trees.TABLES)) {
                    joins(part.from(table));
                }
                if (index > 0) {
                    join(part, tables.get(index), index);
                }
            }
        }

        private void join(Block part, JsonNode item, int index) {
            JsonNode join = item.path(Trees.JOIN);
            List<Outcome> outcomes = Joined.outcomes(join);
            if (outcomes.isEmpty()) {
                return;
            }
            OptionalLong word = TreeFacts.place(join);
            found.add(new FoundDecision(
                    Kind.JOIN,
                    new Lookout(part, Stage.SIDES, index),
                    spelling.of(item, Phrase.JOINED_TABLE).orElse("JOIN"),
                    word.isPresent() ? word : facts.position(item),
                    outcomes.stream()
                            .map(outcome -> new Count(outcome, List.of()))
                            .toList(),
                    Set.of()));
            JsonNode conditions = join.path("condition");
            for (JsonNode condition : conditions) {
                if (!Joined.links(condition, conditions.size())) {
                    predicate(condition, new Lookout(part, Stage.PAIRS, index), List.of(), place(condition));
                }
            }
        }

        private void condition(JsonNode condition, Stage stage) {
            predicate(condition, at(stage), List.of(), place(condition));
            walk(condition, stage, List.of());
        }

        private Lookout at(Stage stage) {
            return new Lookout(block, stage, 0);
        }

        private void predicate(JsonNode condition, Lookout lookout, List<Test> reached, OptionalLong position) {
            if (isConstant(condition)) {
                return;
            }
            found.add(new FoundDecision(
                    Kind.PREDICATE,
                    lookout,
                    text(condition),
                    position,
                    List.of(
                            count(Outcome.TRUE, reached, new Test(condition, TRUE)),
                            count(Outcome.FALSE, reached, new Test(condition, FALSE)),
                            count(Outcome.NULL, reached, new Test(condition, NULL))),
                    unknown.of(condition)));
        }

        /**
         * Looks for branches and filters in an expression.
         *
         * @param reached what is true of the rows for which it is computed
         */
        private void walk(JsonNode expression, Stage stage, List<Test> reached) {
            if (Trees.isClass(expression, "CASE")) {
                if (seenCases.add(facts.number(expression))) {
                    branches(expression, stage, reached);
                }
                return;
            }
            if (!aggregation.isAggregate(expression) && !Trees.isClass(expression, "WINDOW")) {
                Expressions.operands(expression).forEach(operand -> walk(operand, stage, reached));
                return;
            }
            boolean window = Trees.isClass(expression, "WINDOW");
            // Both are computed for all rows, even where a branch needs them for some.
            Stage inside = window ? Stage.RANKED : Stage.KEPT;
            List<Test> filtered = new ArrayList<>();
            JsonNode filter = expression.path(window && expression.has("filter_expr") ? "filter_expr" : "filter");
            Set<JsonNode> conditions = Collections.newSetFromMap(new IdentityHashMap<>());
            for (JsonNode condition : filter) {
                predicate(condition, at(inside), List.of(), place(condition));
                filtered.add(new Test(condition, TRUE));
                conditions.add(condition);
            }
            for (JsonNode operand : Expressions.operands(expression)) {
                walk(operand, inside, conditions.contains(operand) ? List.of() : filtered);
            }
        }

        private void branches(JsonNode choice, Stage asked, List<Test> reached) {
            JsonNode checks = choice.path("case_checks");
            Stage stage = stage(checks, asked, reached);
            List<Test> open = new ArrayList<>(reached);
            boolean simple = compareOneValue(checks);
            for (JsonNode check : checks) {
                JsonNode when = check.path("when_expr");
                OptionalLong position = place(when);
                if (simple) {
                    // The value that all of them compare stands before the first WHEN.
                    OptionalLong own = place(when.path("right"));
                    position = own.isPresent() ? own : position;
                }
                predicate(when, at(stage), open, position);
                walk(when, stage, open);
                branch("THEN ", check.path("then_expr"), position, stage, with(open, new Test(when, TRUE)));
                open.add(new Test(when, NOT_TRUE));
            }
            branch("ELSE ", choice.path("else_expr"), place(choice), stage, open);
        }

        private void branch(String word, JsonNode value, OptionalLong otherwise, Stage stage, List<Test> reached) {
            OptionalLong position = place(value);
            found.add(new FoundDecision(
                    Kind.BRANCH,
                    at(stage),
                    word + text(value),
                    position.isPresent() ? position : otherwise,
                    List.of(new Count(Outcome.TAKEN, reached)),
                    Set.of()));
            walk(value, stage, reached);
        }

        /** What depends on the keys of groups only is told row by row, which the engine can always do. */
        private Stage stage(JsonNode checks, Stage asked, List<Test> reached) {
            if (asked != Stage.RESULT || !grouped || !reached.isEmpty()) {
                return asked;
            }
            for (JsonNode check : checks) {
                if (aggregation.combinesRows(check.path("when_expr"), block.select())) {
                    return asked;
                }
            }
            return Stage.KEPT;
        }

        /** Whether a value stands before the first WHEN, and only what it may be behind it. */
        private boolean compareOneValue(JsonNode checks) {
            JsonNode value = checks.path(0).path("when_expr").path("left");
            OptionalLong place = place(value);
            for (JsonNode check : checks) {
                JsonNode when = check.path("when_expr");
                if (!Trees.type(when).equals("COMPARE_EQUAL")
                        || !facts.same(when.path("left"), value)
                        || !place.equals(place(when.path("left")))) {
                    return false;
                }
            }
            // Nobody has written an operator then.
            return checks.size() > 1
                    || TreeFacts.place(checks.path(0).path("when_expr")).isEmpty();
        }
    }

    private static Count count(Outcome outcome, List<Test> reached, Test test) {
        return new Count(outcome, with(reached, test));
    }

    private static List<Test> with(List<Test> tests, Test another) {
        List<Test> all = new ArrayList<>(tests);
        all.add(another);
        return all;
    }

    private String text(JsonNode expression) {
        return spelling.of(expression, Phrase.EXPRESSION).orElse("");
    }

    private static OptionalLong place(JsonNode expression) {
        return FoundCondition.places(expression).min();
    }

    /** Nothing can come of it but one thing. */
    private static boolean isConstant(JsonNode expression) {
        if (Trees.isClass(expression, "COLUMN_REF")
                || Trees.isClass(expression, "SUBQUERY")
                || Trees.isClass(expression, "FUNCTION")
                || Trees.isClass(expression, "WINDOW")) {
            return false;
        }
        for (JsonNode operand : Expressions.operands(expression)) {
            if (!isConstant(operand)) {
                return false;
            }
        }
        return true;
    }
}
