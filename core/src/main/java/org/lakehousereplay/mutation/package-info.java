/**
 * What a mutation run found: the changes that were made to the SQL on purpose, which of them somebody noticed, and what
 * the fixtures have reached of the SQL.
 *
 * <p>Values and rules only. Nothing in here reads or runs SQL.
 */
package org.lakehousereplay.mutation;
