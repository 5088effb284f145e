/**
 * The report in a browser, as its readers have it: from a file or behind a server's header, offline, light and dark.
 * Also the pages made by hand on which the script is tested without a run.
 */
package org.lakehousereplay.it.browser;
