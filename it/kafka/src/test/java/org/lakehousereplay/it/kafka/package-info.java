/** Holds a replay against the broker that its script names. */
package org.lakehousereplay.it.kafka;
