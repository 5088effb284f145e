package org.lakehousereplay.run;

import java.util.Optional;
import java.util.function.Function;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.sql.lineage.QueryLineage;

/**
 * A model in a baseline, beside the one of the candidate. Public API: read by renderers.
 *
 * @param name its name; where the versions spell it differently, that of the candidate
 * @param layer its layer in the baseline; that of the candidate when it was added
 * @param change what became of it
 * @param baseline how the baseline has it; present exactly when it was edited or removed
 */
public record ModelVersion(String name, String layer, Change change, Optional<ModelDefinition> baseline) {

    /** What became of a model between a baseline and the candidate. */
    public enum Change {
        /** The same query, columns and declaration, whatever the comments and the layout. */
        SAME,
        /** Its query, its columns or its declaration as a metric differ. */
        EDITED,
        /** Only the candidate has it. */
        ADDED,
        /** Only the baseline has it. */
        REMOVED
    }

    public ModelVersion {
        if (baseline.isPresent() != (change == Change.EDITED || change == Change.REMOVED)) {
            throw new IllegalArgumentException("the baseline's model is told when it differs, and only then");
        }
    }

    /** @param lineage where the output of a model of the baseline comes from */
    static ModelVersion of(Optional<Model> before, Model after, Function<Model, Optional<QueryLineage>> lineage) {
        if (before.isEmpty()) {
            return new ModelVersion(after.name(), after.layer(), Change.ADDED, Optional.empty());
        }
        ModelDefinition older = ModelDefinition.of(before.get(), Optional.empty());
        ModelDefinition now = ModelDefinition.of(after, Optional.empty());
        boolean same = before.get().fingerprint().equals(after.fingerprint())
                && older.columns().equals(now.columns())
                && older.metric().equals(now.metric());
        // What is the same is not told again, so its lineage need not be known.
        return same
                ? new ModelVersion(after.name(), older.layer(), Change.SAME, Optional.empty())
                : new ModelVersion(
                        after.name(), older.layer(), Change.EDITED, Optional.of(definition(before.get(), lineage)));
    }

    static ModelVersion removed(Model before, Function<Model, Optional<QueryLineage>> lineage) {
        return new ModelVersion(
                before.name(), before.layer(), Change.REMOVED, Optional.of(definition(before, lineage)));
    }

    private static ModelDefinition definition(Model model, Function<Model, Optional<QueryLineage>> lineage) {
        return ModelDefinition.of(model, lineage.apply(model));
    }
}
