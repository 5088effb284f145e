package org.lakehousereplay.maven;

import java.nio.file.Path;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.baseline.DirectoryBaseline;
import org.lakehousereplay.baseline.GitBaseline;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * Brings baselines of every kind.
 *
 * @param baseDirectory the project directory
 * @param pipelineDirectory the pipelines of the candidate
 * @param target where what is brought is put, a directory for each baseline
 * @param releases where releases come from
 */
record BroughtBaselines(Path baseDirectory, Path pipelineDirectory, Path target, ReleaseBaseline releases) {

    /** Looks for the newest release of the project. */
    BaselineSearch search(BaselineReference.Release reference) {
        return releases.find(reference, place(reference));
    }

    /**
     * Brings a baseline that must be there.
     *
     * @throws ProblemException when it is not there, cannot be reached or is broken
     */
    Baseline bring(BaselineReference reference) {
        if (reference instanceof BaselineReference.Artifact artifact) {
            return releases.find(artifact, place(reference));
        }
        if (reference instanceof BaselineReference.Git git) {
            return new GitBaseline(pipelineDirectory).export(git, place(reference));
        }
        if (reference instanceof BaselineReference.Directory directory) {
            return new DirectoryBaseline(baseDirectory).find(directory);
        }
        if (reference instanceof BaselineReference.Release release
                && search(release) instanceof BaselineSearch.Found found) {
            return found.baseline();
        }
        throw reference.problem(
                ErrorCode.BASELINE_UNKNOWN, "nothing has been released yet", "Leave it out, or name another version");
    }

    /** A directory of its own, with a name that every file system takes. */
    private Path place(BaselineReference reference) {
        String name = reference.text().replaceAll("[^A-Za-z0-9._-]", "_");
        return target.resolve(name + "-" + Integer.toHexString(reference.text().hashCode()));
    }
}
