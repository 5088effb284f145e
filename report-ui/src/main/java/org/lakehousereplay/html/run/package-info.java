/**
 * {@code report.json} as it is read for the report: records with the names of its fields. No rendering and no database
 * may come in.
 */
package org.lakehousereplay.html.run;
