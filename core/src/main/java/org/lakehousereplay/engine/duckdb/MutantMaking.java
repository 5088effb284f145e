package org.lakehousereplay.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.PipelineVariants;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.mutate.MutationContext;
import org.lakehousereplay.sql.mutate.SqlMutant;
import org.lakehousereplay.sql.mutate.SqlMutants;

/** Makes the mutants of models. */
final class MutantMaking {

    private final PipelineVariants variants;
    private final MutationContext context;
    private final Predicate<MutationOperator> operators;

    /**
     * @param variants reads and writes the SQL
     * @param context what is known of the data
     * @param operators the ways in which SQL is changed
     */
    MutantMaking(PipelineVariants variants, MutationContext context, Predicate<MutationOperator> operators) {
        this.variants = variants;
        this.context = context;
        this.operators = operators;
    }

    /** The mutants of the changed model of a scope, by place. */
    List<MutantCase> of(MutantScope scope) {
        Model model = scope.changed();
        try {
            return SqlMutants.of(variants.database(), model.sql(), context).stream()
                    .filter(mutant -> operators.test(mutant.operator()))
                    .map(mutant -> new MutantCase(mutant(model, mutant), scope, mutant.sql()))
                    .toList();
        } catch (SqlFailure unreadable) {
            // The engine has read the text before, so this is the end of its patience.
            return List.of();
        }
    }

    private static Mutant mutant(Model model, SqlMutant made) {
        Location location = made.position().isPresent()
                ? Location.ofByteOffset(
                        model.file(), model.sql(), made.position().getAsLong())
                : Location.of(model.file());
        String id =
                model.name().toLowerCase(Locale.ROOT) + "/" + made.operator().id() + "/" + digest(made.fingerprint());
        return new Mutant(id, model.name(), made.operator(), location, made.before(), made.after(), made.words());
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
