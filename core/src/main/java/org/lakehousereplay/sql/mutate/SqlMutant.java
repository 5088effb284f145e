package org.lakehousereplay.sql.mutate;

import java.util.OptionalLong;
import org.lakehousereplay.mutation.MutationOperator;

/**
 * A query with one change. For whoever runs mutants inside this library.
 *
 * @param operator what kind of change it is
 * @param position the 0-based byte offset of the changed part in the original, if the engine tells
 * @param before the changed part as it was
 * @param after what stands in its place; empty when it was dropped
 * @param words what it does to the metric, a clause without a full stop
 * @param sql the whole changed query; it parses, but need not bind
 * @param fingerprint two mutants of one query have the same exactly when their trees are equal
 */
public record SqlMutant(
        MutationOperator operator,
        OptionalLong position,
        String before,
        String after,
        String words,
        String sql,
        String fingerprint) {}
