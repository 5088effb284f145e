/**
 * The DuckDB engine: loads fixtures, runs models in a sandbox with a frozen clock, and keeps everything in the replay
 * store, where outputs and expectations are compared with SQL.
 *
 * <p>All statements are built here from quoted names and literals; no value of a user ever becomes SQL. Files are read
 * by the engine in bulk; only when the engine refuses one is it read again in Java, to say which line is to blame.
 */
package org.lakehousereplay.engine.duckdb;
