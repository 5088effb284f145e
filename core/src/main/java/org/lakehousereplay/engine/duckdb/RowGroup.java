package org.lakehousereplay.engine.duckdb;

import java.util.Optional;
import org.lakehousereplay.caliber.Explanation;

/**
 * Rows of a source that matter to a cell in the same way.
 *
 * @param source the number of the source in the replay
 * @param role how they matter; empty for rows that were not looked at
 * @param rows how many rows
 * @param condition the condition on the labels of the source that they have and no other row that is left
 */
record RowGroup(int source, Optional<Explanation.Role> role, long rows, String condition) {}
