/**
 * The HTML report of a run. Made from {@code report.json} and the replay store alone: nothing of the run model, of the
 * engine or of Maven may come in.
 */
package org.lakehousereplay.html;
