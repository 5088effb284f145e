/**
 * What scripts say: splits them into statements with Flink's own parser, runs their declarations, and tells which
 * tables are inputs and which are outputs. Nothing here runs a job; what runs one builds on this.
 */
package org.lakehousereplay.flink.script;
