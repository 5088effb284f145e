/** The Flink engine: the entry point that the SPI finds. What it consists of lies in the packages below. */
package org.lakehousereplay.flink;
