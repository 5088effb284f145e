package org.lakehousereplay.sql.edit;

/**
 * Two queries that count how many rows pass the changed place, so that it can be told whether an edit lets rows in or
 * keeps them out. Each returns one BIGINT. For whoever has the tables; a query that cannot be bound tells nothing.
 *
 * @param before counts in the earlier version
 * @param after counts in the earlier version with only this edit applied
 */
public record Probe(String before, String after) {}
