/**
 * The smallest engine there can be, packed into a jar by tests and run by real builds. Nothing of the tests may be used in
 * here.
 */
package org.lakehousereplay.it.copying;
