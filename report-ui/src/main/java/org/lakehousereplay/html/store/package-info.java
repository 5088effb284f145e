/**
 * Reads the replay store of a run. Whatever needs the database to answer is asked here, in bulk; nothing that is shown,
 * and no other file of the run, may come in.
 */
package org.lakehousereplay.html.store;
