/**
 * The worker process that runs engines and table formats, and the side of the build that speaks to it. Knows engines
 * only by their SPI, and no Maven.
 */
package org.lakehousereplay.worker;
