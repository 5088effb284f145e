package org.lakehousereplay.run;

import java.util.Optional;

/**
 * What a run stood on. Public API: read by renderers.
 *
 * @param revision the commit that is checked out around the project; empty when it is in no git work tree, or git's
 *     files cannot be read
 * @param dataDigest {@code sha256:} and 64 hexadecimal digits that stand for the input and expected files of the fixtures
 *     that took part; empty when none did
 */
public record Provenance(Optional<Revision> revision, Optional<String> dataDigest) {

    /** Nothing is known. */
    public static final Provenance UNKNOWN = new Provenance(Optional.empty(), Optional.empty());

    /**
     * A commit.
     *
     * @param commit its full hash
     * @param dirty whether the directory of pipelines or that of fixtures differs from it
     */
    public record Revision(String commit, boolean dirty) {}
}
