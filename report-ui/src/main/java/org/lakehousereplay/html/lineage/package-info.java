/**
 * Where the rows and columns of a metric come from, and how that is drawn. The layout is the same for the same models,
 * whatever the machine.
 */
package org.lakehousereplay.html.lineage;
