package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * What changed between two versions of a query, as edits that can be applied one at a time. For whoever wants to know
 * which part of a change does what.
 *
 * <p>Layout is no change: comments, white space, the case of key words and names.
 */
public final class QueryComparison {

    private final String before;
    private final String after;
    private final Map<QueryEdit, Draft> edits;
    private final Optional<Versions> versions;

    private QueryComparison(String before, String after, Map<QueryEdit, Draft> edits, Optional<Versions> versions) {
        this.before = before;
        this.after = after;
        this.edits = edits;
        this.versions = versions;
    }

    /**
     * Compares two versions of a query.
     *
     * @throws SqlFailure when one of them does not parse
     */
    public static QueryComparison of(ScratchDatabase database, String before, String after) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        Optional<JsonNode> earlier = trees.read(before);
        Optional<JsonNode> later = trees.read(after);
        TreeFacts facts = new TreeFacts();
        if (earlier.isEmpty() || later.isEmpty()) {
            return before.equals(after) ? same(before, after) : whole(before, after);
        }
        if (facts.same(earlier.get(), later.get())) {
            return same(before, after);
        }
        if (!canBeCut(earlier.get()) || !canBeCut(later.get())) {
            return whole(before, after);
        }
        JsonNode left = PlainForm.of(Statement.query(earlier.get()));
        JsonNode right = PlainForm.of(Statement.query(later.get()));
        if (facts.same(left, right)) {
            return same(before, after);
        }
        FunctionKinds functions = FunctionKinds.of(database);
        Comparing comparing = new Comparing(facts, functions);
        Versions versions = new Versions(comparing.walk(left, right, Place.outermost()), Spelling.of(trees));
        if (!versions.isFaithful(facts, left, right, trees)) {
            return whole(before, after);
        }
        Map<QueryEdit, Draft> edits =
                edits(comparing.drafts(), new Categories(facts, functions), versions.spelling, facts);
        QueryComparison comparison = new QueryComparison(before, after, edits, Optional.of(versions));
        return comparison.canBeApplied(database) ? comparison : whole(before, after);
    }

    private static boolean canBeCut(JsonNode serialized) {
        return Statement.isSingle(serialized) && Depth.of(serialized) <= Depth.MOST;
    }

    private static QueryComparison same(String before, String after) {
        return new QueryComparison(before, after, Map.of(), Optional.empty());
    }

    /** What cannot be cut is one edit. */
    private static QueryComparison whole(String before, String after) {
        QueryEdit all = new QueryEdit(
                1, 1, Category.OTHER, Optional.of(before), Optional.of(after), OptionalLong.of(0), OptionalLong.of(0));
        return new QueryComparison(
                before, after, Map.of(all, new Draft(Place.outermost(), Phrase.QUERY)), Optional.empty());
    }

    private boolean canBeApplied(ScratchDatabase database) {
        for (QueryEdit edit : edits.keySet()) {
            Optional<String> text = written(Set.of(edit));
            if (text.isEmpty()) {
                return false;
            }
            try {
                database.parse(text.get());
            } catch (SqlFailure unreadable) {
                return false;
            }
        }
        return true;
    }

    private static Map<QueryEdit, Draft> edits(
            List<Draft> drafts, Categories categories, Spelling spelling, TreeFacts facts) {
        Map<QueryEdit, Draft> edits = new LinkedHashMap<>();
        Map<List<Object>, Integer> groups = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.root() != draft) {
                continue;
            }
            int number = edits.size() + 1;
            Category category = categories.of(draft);
            Optional<String> removed = spelling.of(draft.shown().render(applied -> false), draft.phrase());
            Optional<String> added =
                    spelling.of(draft.shown().render(applied -> applied.root() == draft), draft.phrase());
            int group = groups.computeIfAbsent(List.of(category, removed, added), unseen -> number);
            edits.put(
                    new QueryEdit(
                            number,
                            group,
                            category,
                            removed,
                            added,
                            position(draft.removed(), facts),
                            position(draft.added(), facts)),
                    draft);
        }
        return edits;
    }

    private static OptionalLong position(List<JsonNode> parts, TreeFacts facts) {
        return parts.stream()
                .map(facts::position)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    /** Whether both versions are the same apart from layout. */
    public boolean same() {
        return edits.isEmpty();
    }

    /** All differences, in the order of the query; none exactly when both versions are the {@link #same()}. */
    public List<QueryEdit> edits() {
        return List.copyOf(edits.keySet());
    }

    /**
     * The earlier version with some edits applied. It parses, but need not bind: an edit may need another one.
     *
     * @param applied edits of this comparison
     */
    public String merged(Set<QueryEdit> applied) {
        if (applied.isEmpty()) {
            return before;
        }
        if (applied.containsAll(edits.keySet())) {
            return after;
        }
        return written(applied).orElseThrow();
    }

    Optional<String> written(Set<QueryEdit> applied) {
        Set<Draft> drafts = new HashSet<>();
        applied.forEach(edit -> drafts.add(edits.get(edit)));
        return versions.flatMap(
                both -> both.spelling.write(both.merged.render(draft -> drafts.contains(draft.root()))));
    }

    private record Versions(Merge merged, Spelling spelling) {

        /** Whether what the engine writes for both versions is what it has read. */
        boolean isFaithful(TreeFacts facts, JsonNode before, JsonNode after, EngineTrees trees) {
            return isRead(before, facts, trees, merged.render(applied -> false))
                    && isRead(after, facts, trees, merged.render(applied -> true));
        }

        private boolean isRead(JsonNode original, TreeFacts facts, EngineTrees trees, JsonNode rendered) {
            Optional<String> text = spelling.write(rendered);
            if (text.isEmpty()) {
                return false;
            }
            Optional<JsonNode> read = trees.readOwn(text.get());
            return read.isPresent() && facts.same(original, PlainForm.of(Statement.query(read.get())));
        }
    }
}
