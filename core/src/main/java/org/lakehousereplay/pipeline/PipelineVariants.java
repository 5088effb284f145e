package org.lakehousereplay.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;

/**
 * Binds models whose texts were made and not written by anybody, such as a mixture of two versions. For readers of
 * pipelines inside this library; used by one thread.
 */
public final class PipelineVariants implements AutoCloseable {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(10);

    private Optional<ScratchDatabase> open = Optional.empty();
    private int schemas;

    /** A database in which texts can be parsed. */
    public ScratchDatabase database() {
        if (open.isPresent() && open.get().lost()) {
            close();
        }
        if (open.isEmpty()) {
            open = Optional.of(ScratchDatabase.open(STATEMENT_LIMIT));
        }
        return open.get();
    }

    /**
     * Binds models.
     *
     * @param sources the sources they read
     * @param texts the models
     * @return the models, each behind those it reads; empty when one of them does not bind, or reaches outside
     */
    public Optional<List<Model>> bind(List<Source> sources, List<ModelText> texts) {
        ScratchDatabase scratch = database();
        List<Problem> problems = new ArrayList<>();
        String schema = "_lakehouse_variant_" + schemas++;
        try {
            List<ModelDraft> drafts = texts.stream()
                    .map(text -> ModelDraft.of(scratch, text, problems).withoutChecks())
                    .toList();
            if (!problems.isEmpty()) {
                return Optional.empty();
            }
            scratch.useNewSchema(schema);
            List<Model> models = ModelBinder.bind(scratch, sources, drafts, problems);
            scratch.useSchema("main");
            scratch.execute("DROP SCHEMA " + schema + " CASCADE");
            return problems.isEmpty() && models.size() == texts.size() ? Optional.of(models) : Optional.empty();
        } catch (SqlFailure unbound) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        open.ifPresent(ScratchDatabase::close);
        open = Optional.empty();
    }
}
