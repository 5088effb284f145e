/**
 * What stands in for the outside world in a replay: sources that hand out a fixture's rows step by step, sinks and topics
 * that keep what is written, and streaming reads of Paimon tables that move on only when they are told to. Nothing here
 * knows of jobs or of the order of steps.
 */
package org.lakehousereplay.flink.connector;
