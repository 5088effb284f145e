/**
 * Runs replays: one embedded cluster for all of them, the compilation of scripts to jobs, and the order in which jobs
 * take their rows, commit and end. What rows are and where they come from is left to the connectors.
 */
package org.lakehousereplay.flink.run;
