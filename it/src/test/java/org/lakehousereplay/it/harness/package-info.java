/**
 * Runs real Maven builds of small projects and asserts on what they print and write.
 *
 * <p>Knows how a build is started and nothing about metrics. What the plugin should do stands in the tests.
 */
package org.lakehousereplay.it.harness;
