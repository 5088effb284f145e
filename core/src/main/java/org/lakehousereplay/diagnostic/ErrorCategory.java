package org.lakehousereplay.diagnostic;

/** Whose move it is when a problem is reported. Public API: used by renderers of reports. */
public enum ErrorCategory {
    /** The plugin configuration, a property or the directory layout. */
    CONFIGURATION,
    /** A file below the pipeline directory: {@code sources.sql}, a model, {@code pipeline.yaml}. */
    PIPELINE,
    /** A file below the fixture directory: {@code fixture.yaml}, an input, an expectation. */
    FIXTURE,
    /** Another version of the pipelines, which could not be brought. */
    BASELINE,
    /** The replay itself: a query failed, timed out or needed too much memory. */
    REPLAY,
    /** An entry of {@code caliber-changes.yaml}. */
    CHANGES
}
