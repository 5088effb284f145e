package org.lakehousereplay.html.mutation;

/**
 * A sign in the margin.
 *
 * @param state decides on the colour
 * @param glyph the sign
 * @param text what it means, for who cannot see it
 */
public record Mark(String state, String glyph, String text) {}
