package org.lakehousereplay.baseline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Another version of the pipelines, ready to be read. Public API: made by front ends, read by the comparison.
 *
 * @param label what reports show and declared changes name: {@code 1.0.0} for a release of the project itself, else
 *     the reference, such as {@code git:main}
 * @param origin the full story: coordinates, a commit with its date, or a directory
 * @param version the version, when it is a released one
 * @param pipelineDirectory the pipelines, one directory each
 */
public record Baseline(String label, String origin, Optional<String> version, Path pipelineDirectory) {}
