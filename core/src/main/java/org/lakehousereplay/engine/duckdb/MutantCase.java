package org.lakehousereplay.engine.duckdb;

import org.lakehousereplay.mutation.Mutant;

/**
 * A mutant that can be run.
 *
 * @param mutant the mutant
 * @param scope the changed model and what it flows into
 * @param sql the whole text of the changed model
 */
record MutantCase(Mutant mutant, MutantScope scope, String sql) {}
