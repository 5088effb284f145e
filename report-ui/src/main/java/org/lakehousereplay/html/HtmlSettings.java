package org.lakehousereplay.html;

import java.util.Locale;

/**
 * How the report is made. Public API: made by front ends.
 *
 * @param title what the report is about, such as the name and version of the project
 * @param language the language of the reader
 * @param singleFile whether everything is in one file
 * @param evidence which raw rows may be shown
 */
public record HtmlSettings(String title, Locale language, boolean singleFile, EvidenceSettings evidence) {}
