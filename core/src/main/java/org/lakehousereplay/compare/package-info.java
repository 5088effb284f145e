/**
 * What differs between the rows a metric produced and the rows that were expected, as values.
 *
 * <p>Differences are found in the replay store with SQL; here they get names. Nothing in here renders text for people
 * beyond a value's own form.
 */
package org.lakehousereplay.compare;
