package org.lakehousereplay.caliber;

/**
 * Why the versions of a metric cannot be compared on a fixture. Public API: read by renderers.
 *
 * @param fixture the name of the fixture
 * @param reason why, one sentence without a full stop at the end
 */
public record NotComparable(String fixture, String reason) {}
