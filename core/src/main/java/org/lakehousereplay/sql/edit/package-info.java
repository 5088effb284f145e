/**
 * What changed between two versions of a query, cut into edits that can be applied one at a time.
 *
 * <p>Works on the syntax tree that the engine makes of SQL and takes back as SQL. Knows no pipeline and runs nothing;
 * nobody may compare SQL texts instead.
 */
package org.lakehousereplay.sql.edit;
