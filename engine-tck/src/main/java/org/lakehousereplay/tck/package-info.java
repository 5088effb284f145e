/**
 * The compliance kit: what every engine has to do alike, as a test class that the author of an engine extends. It works on
 * whole projects through the entry points of the library, as users do, and knows no engine.
 */
package org.lakehousereplay.tck;
