/**
 * Caliber changes: what differs between two versions of a metric, which kind of change that is, and whether somebody
 * has declared it.
 *
 * <p>Values and rules only. Nothing in here runs SQL or brings another version; the engine observes, this package judges.
 */
package org.lakehousereplay.caliber;
