/**
 * What is wrong with a user's file or configuration, and where: codes, locations, problems.
 *
 * <p>Everything may depend on this package; it depends on nothing but the JDK.
 */
package org.lakehousereplay.diagnostic;
