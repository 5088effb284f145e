package org.lakehousereplay.sql.mutate;

import com.fasterxml.jackson.databind.JsonNode;
import org.lakehousereplay.mutation.MutationOperator;

/**
 * A change that could be made.
 *
 * @param operator what kind of change
 * @param tree the whole changed tree, in plain form
 * @param place the node that tells where the change is
 * @param before the changed part as it was
 * @param after what stands in its place; empty when it is dropped
 * @param words what it does to the metric
 */
record Change(MutationOperator operator, JsonNode tree, JsonNode place, String before, String after, String words) {}
