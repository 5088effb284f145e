/**
 * Executing pipelines: what every engine has in common.
 *
 * <p>Knows pipelines and fixtures; knows no expectation's verdict and no report.
 */
package org.lakehousereplay.engine;
