package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A decision where it stands in the tree.
 *
 * @param kind what it is
 * @param place where it is to be looked at
 * @param text the SQL of it
 * @param position where its first word stands
 * @param counts how the rows of each outcome are told
 * @param unknown the columns that make it NULL
 */
record FoundDecision(
        Decision.Kind kind,
        Lookout place,
        String text,
        OptionalLong position,
        List<Count> counts,
        Set<String> unknown) {

    FoundDecision {
        counts = List.copyOf(counts);
    }

    /**
     * A number of rows.
     *
     * @param outcome what the rows come to
     * @param tests what all is true of them; none for a join
     */
    record Count(Decision.Outcome outcome, List<Test> tests) {
        Count {
            tests = List.copyOf(tests);
        }
    }

    /**
     * What is said of an expression.
     *
     * @param expression the expression
     * @param is the end of a sentence, such as {@code IS NULL}
     */
    record Test(JsonNode expression, String is) {}

    /**
     * Where rows are to be looked at.
     *
     * @param block the SELECT
     * @param stage how far it has come
     * @param table the number of the joined table; 0 for other stages than joins
     */
    record Lookout(Block block, Stage stage, int table) {}

    /** How far a SELECT has come. */
    enum Stage {
        /** All rows of both sides of a join, each marked as such. */
        SIDES,
        /** Pairs of rows of a join that its other conditions have not judged. */
        PAIRS,
        /** Rows that WHERE has not judged. */
        ROWS,
        /** Rows that WHERE keeps. */
        KEPT,
        /** Groups, or rows where nothing is grouped, that HAVING has not judged. */
        GROUPS,
        /** What HAVING keeps and QUALIFY has not judged. */
        RANKED,
        /** What the SELECT gives. */
        RESULT
    }

    Decision describe(int number) {
        return new Decision(
                number,
                kind,
                text,
                position,
                counts.stream().map(Count::outcome).toList(),
                unknown);
    }
}
