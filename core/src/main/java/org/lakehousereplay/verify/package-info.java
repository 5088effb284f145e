/**
 * The entry points of the library: verify, record and replay a project.
 *
 * <p>Brings the other packages together and holds no rule of its own. What the plugin and other front ends call.
 */
package org.lakehousereplay.verify;
