package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * What changed between two versions of a query, as edits that can be applied one at a time. For whoever wants to know
 * which part of a change does what; used by the thread that uses the database.
 *
 * <p>Layout is no change: comments, white space, the case of key words and names. What cannot be cut into edits, such
 * as a text of several queries, or has changed in more than two hundred places, is one edit that replaces everything.
 */
public final class QueryComparison {

    /** Nobody looks at more edits of one query one by one, and each takes its time. */
    private static final int MOST_EDITS = 200;

    private final String before;
    private final String after;
    private final Map<QueryEdit, Draft> drafts;
    private final List<QueryEdit> edits;
    private final Optional<Versions> versions;

    private QueryComparison(String before, String after, EditList edits, Optional<Versions> versions) {
        this.before = before;
        this.after = after;
        this.drafts = edits.drafts();
        this.edits = List.copyOf(edits.drafts().keySet());
        this.versions = versions;
    }

    /**
     * Compares two versions of a query.
     *
     * @param database is asked for syntax trees only, and must stay open as long as the comparison is used
     * @throws SqlFailure when one of them does not parse
     */
    public static QueryComparison of(ScratchDatabase database, String before, String after) throws SqlFailure {
        EngineTrees trees = new EngineTrees(database);
        Optional<JsonNode> earlier = trees.read(before);
        Optional<JsonNode> later = trees.read(after);
        if (earlier.isEmpty() || later.isEmpty()) {
            // Too large for a tree, so only the texts can be compared.
            return before.equals(after) ? same(before, after) : whole(before, after);
        }
        TreeFacts facts = new TreeFacts();
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
        Merge merged = comparing.walk(left, right, Place.outermost());
        List<Draft> drafts = Dependencies.resolve(facts, comparing.drafts());
        if (drafts.size() > MOST_EDITS) {
            return whole(before, after);
        }
        Spelling spelling = Spelling.of(trees);
        EditList edits;
        try (Trial trial = Trial.of(spelling, facts)) {
            if (!trial.passes(merged, left, right, drafts)) {
                return whole(before, after);
            }
            edits = EditList.of(drafts, new Categories(facts, functions), trial.spelling(), facts);
        }
        Probes probes = Probes.of(trees, spelling, functions);
        return new QueryComparison(before, after, edits, Optional.of(new Versions(merged, spelling, probes)));
    }

    private static boolean canBeCut(JsonNode serialized) {
        return Statement.isSingle(serialized) && Depth.of(serialized) <= Depth.MOST;
    }

    private static QueryComparison same(String before, String after) {
        return new QueryComparison(before, after, EditList.none(), Optional.empty());
    }

    private static QueryComparison whole(String before, String after) {
        return new QueryComparison(before, after, EditList.whole(before, after), Optional.empty());
    }

    /** Whether both versions are the same apart from layout. */
    public boolean same() {
        return edits.isEmpty();
    }

    /**
     * All differences; none exactly when both versions are the {@link #same()}. They are in the order of the query,
     * except that a joined table or named query that is added comes before what may need it, and one that is removed
     * after that.
     */
    public List<QueryEdit> edits() {
        return edits;
    }

    /**
     * The earlier version with some edits applied: the text of the earlier version with none of them, that of the later
     * with all. In between it parses, but need not bind, for an edit may need another one.
     *
     * @param applied edits of this comparison
     */
    public String merged(Set<QueryEdit> applied) {
        if (!drafts.keySet().containsAll(applied)) {
            throw new IllegalArgumentException("an edit of another comparison");
        }
        if (applied.isEmpty()) {
            return before;
        }
        return applied.size() == edits.size()
                ? after
                : written(applied).orElseThrow(() -> new IllegalStateException("the engine cannot write its own tree"));
    }

    /** What {@link #merged} gives, always as the engine writes it. */
    Optional<String> written(Set<QueryEdit> applied) {
        Set<Draft> chosen = new HashSet<>();
        applied.forEach(edit -> chosen.add(drafts.get(edit)));
        return versions.flatMap(
                both -> both.spelling.write(both.merged.render(draft -> chosen.contains(draft.root()))));
    }

    /**
     * Queries that tell whether an edit lets rows in or keeps them out. There are none for an edit that does not choose
     * rows, and for one whose place cannot be counted.
     *
     * @param edit an edit of this comparison
     */
    public Optional<Probe> probe(QueryEdit edit) {
        if (!drafts.containsKey(edit)) {
            throw new IllegalArgumentException("an edit of another comparison");
        }
        return versions.flatMap(both -> both.probes.of(drafts.get(edit), edit.category()));
    }

    private record Versions(Merge merged, Spelling spelling, Probes probes) {}
}
