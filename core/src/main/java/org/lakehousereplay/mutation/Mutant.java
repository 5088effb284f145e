package org.lakehousereplay.mutation;

import org.lakehousereplay.diagnostic.Location;

/**
 * One change of the SQL of one model. Public API: read by renderers.
 *
 * @param id tells it from all other mutants of the pipeline, and stays the same as long as the model does not change:
 *     the model, the operator and a digest, such as {@code gmv_10min/boundary/3f9a0c21}
 * @param model the model or script that was changed
 * @param operator how
 * @param location where the changed part begins
 * @param before the changed part as it was, in the spelling of the engine
 * @param after what stands in its place; empty when it was dropped
 * @param words what it does to the metric, a clause without a full stop, such as {@code rows exactly at the end of the
 *     window would count in it}
 */
public record Mutant(
        String id,
        String model,
        MutationOperator operator,
        Location location,
        String before,
        String after,
        String words) {}
