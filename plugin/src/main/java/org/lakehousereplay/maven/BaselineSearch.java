package org.lakehousereplay.maven;

import java.util.List;
import org.lakehousereplay.baseline.Baseline;

/** What became of the search for a release. That nobody could look is neither of these but an error. */
sealed interface BaselineSearch {

    /** The release, unpacked. */
    record Found(Baseline baseline) implements BaselineSearch {}

    /**
     * All repositories were asked and none of them has a release below the present version: there is nothing yet that a
     * change could break.
     *
     * @param repositories the repositories that were asked, the local one left out
     * @param preReleases the versions that were found and are no releases
     */
    record NothingReleased(List<String> repositories, List<String> preReleases) implements BaselineSearch {

        public NothingReleased {
            repositories = List.copyOf(repositories);
            preReleases = List.copyOf(preReleases);
        }
    }
}
