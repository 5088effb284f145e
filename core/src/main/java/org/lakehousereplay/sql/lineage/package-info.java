/**
 * Which columns of the tables below a query its output columns are computed from, and which ones decide on its rows.
 *
 * <p>Follows the plan that the engine's binder makes of a query: names, stars, aliases and correlations are resolved in
 * there by the engine itself. Knows no pipeline and runs nothing; what it does not know for sure it does not tell.
 */
package org.lakehousereplay.sql.lineage;
