/**
 * The one run model: what a run did and found, as immutable values.
 *
 * <p>Console, JUnit XML, Markdown and {@code report.json} are renderings of a {@link
 * org.lakehousereplay.run.RunReport} and cannot disagree. Nothing in here reads files or runs SQL.
 */
package org.lakehousereplay.run;
