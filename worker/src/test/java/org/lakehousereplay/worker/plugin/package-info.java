/**
 * An engine and a table format that do as they are told, to be loaded by a real worker process. Nothing of the tests may
 * be used in here, because a worker has only the classes that a build gives it.
 */
package org.lakehousereplay.worker.plugin;
