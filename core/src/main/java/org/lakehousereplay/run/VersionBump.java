package org.lakehousereplay.run;

import org.lakehousereplay.caliber.ChangeLevel;

/**
 * A project version that promises less change than there is. Public API: read by renderers.
 *
 * @param from the version of the baseline
 * @param to the version of the project
 * @param promised the level of change that the step between them stands for
 * @param observed the level of the worst change
 * @param required the smallest version that would do
 * @param breaks whether it breaks the build
 */
public record VersionBump(
        String from, String to, ChangeLevel promised, ChangeLevel observed, String required, boolean breaks) {}
