package org.lakehousereplay.sql.mutate;

import org.lakehousereplay.sql.edit.FunctionKinds;
import org.lakehousereplay.sql.edit.TreeFacts;

/**
 * What operators work with.
 *
 * @param nodes makes parts of trees
 * @param prose writes parts of trees
 * @param facts compares parts of trees
 * @param functions what kinds of functions there are
 * @param context what is known about the data
 */
record Tools(Nodes nodes, Prose prose, TreeFacts facts, FunctionKinds functions, MutationContext context) {}
