/**
 * Scaffolding: the first pipeline and fixture of a project.
 *
 * <p>Writes files that nobody has written before; reads nothing and runs nothing.
 */
package org.lakehousereplay.init;
