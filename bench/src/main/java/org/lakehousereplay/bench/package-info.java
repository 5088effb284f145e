/**
 * Benchmarks that compare the plugin with bare programs. Each contender runs in a process of its own, the programs
 * alternate, and only ratios of one run are told. Nothing of the product may depend on this package.
 */
package org.lakehousereplay.bench;
