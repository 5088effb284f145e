package org.lakehousereplay.sql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lakehousereplay.sql.ScratchDatabase;

/**
 * Tries whether the engine can write what a comparison has found. It does so in a database of its own, because a tree
 * that the engine does not expect may leave a database unusable.
 */
final class Trial implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ScratchDatabase database;
    private final EngineTrees trees;
    private final Spelling spelling;
    private final TreeFacts facts;

    private Trial(ScratchDatabase database, Spelling spelling, TreeFacts facts) {
        this.database = database;
        this.trees = new EngineTrees(database);
        this.spelling = spelling.with(trees);
        this.facts = facts;
    }

    static Trial of(Spelling spelling, TreeFacts facts) {
        return new Trial(ScratchDatabase.open(LIMIT), spelling, facts);
    }

    /** Whether both versions come back as they were, and each edit alone gives a query. */
    boolean passes(Merge merged, JsonNode before, JsonNode after, List<Draft> drafts) {
        return comesBackAs(before, merged, applied -> false)
                && comesBackAs(after, merged, applied -> true)
                && drafts.stream().allMatch(draft -> read(merged, applied -> applied.root() == draft)
                        .isPresent());
    }

    private boolean comesBackAs(JsonNode original, Merge merged, Predicate<Draft> applied) {
        return read(merged, applied).filter(read -> facts.same(original, read)).isPresent();
    }

    private Optional<JsonNode> read(Merge merged, Predicate<Draft> applied) {
        return spelling.write(merged.render(applied))
                .flatMap(trees::readOwn)
                .filter(Statement::isSingle)
                .map(read -> PlainForm.of(Statement.query(read)));
    }

    Spelling spelling() {
        return spelling;
    }

    @Override
    public void close() {
        database.close();
    }
}
