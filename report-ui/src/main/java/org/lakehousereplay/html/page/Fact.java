package org.lakehousereplay.html.page;

/**
 * Something to know about the run.
 *
 * @param name what it is
 * @param value what it comes to
 * @param exact whether the value is one to copy, such as a digest
 */
public record Fact(String name, String value, boolean exact) {}
