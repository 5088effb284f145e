/**
 * Renderings of a {@link org.lakehousereplay.run.RunReport}: console, {@code report.json}, JUnit XML, Markdown.
 *
 * <p>Every value, name and message that is rendered counts as hostile text. Nothing in here decides a verdict, and
 * only {@link org.lakehousereplay.report.ReportFiles} touches the file system.
 */
package org.lakehousereplay.report;
