package org.lakehousereplay.yaml;

import org.lakehousereplay.diagnostic.Location;

/**
 * A scalar as it stands in the document: a date or a number keeps the form in which it was written. For readers of
 * settings inside this library.
 *
 * @param text the text, without the quotes around it
 * @param location where it stands
 */
public record YamlText(String text, Location location) implements YamlItem {}
