/**
 * Changes of the SQL of metrics that are made on purpose: each one stands for a mistake that people make in a caliber.
 *
 * <p>Works on the syntax trees of {@code sql.edit} and gives whole queries back. Knows no pipeline, no fixture and runs
 * nothing; whether a change binds, and whether anybody notices it, is for others to find out.
 */
package org.lakehousereplay.sql.mutate;
