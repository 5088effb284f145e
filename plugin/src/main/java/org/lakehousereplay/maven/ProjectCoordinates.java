package org.lakehousereplay.maven;

import org.lakehousereplay.baseline.BaselineReference;

/** What a project is known as in a repository. */
record ProjectCoordinates(String group, String artifact, String version) {

    /** Whether a reference means another version of this project. */
    boolean isMeantBy(BaselineReference.Artifact reference) {
        return group.equals(reference.group()) && artifact.equals(reference.artifact());
    }
}
