/**
 * What SQL says, told by the engine's own parser and binder in a sandboxed database that holds no data.
 *
 * <p>Knows DuckDB's dialect and the layout of its syntax trees in versions 1.5 and 2.0. Knows no pipeline, no file and
 * no rule about what is allowed; nobody may look at SQL text with regular expressions instead.
 */
package org.lakehousereplay.sql;
