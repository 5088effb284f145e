package org.lakehousereplay.reduce;

/**
 * How a reduction ended. For whoever started it.
 *
 * @param minimal whether every single part that is left is needed; not known when the budget was spent before
 * @param trials how many trials were made
 */
public record Outcome(boolean minimal, long trials) {}
