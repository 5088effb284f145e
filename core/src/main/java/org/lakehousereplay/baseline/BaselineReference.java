package org.lakehousereplay.baseline;

import java.nio.file.Path;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * Which other version of the pipelines is meant. Public API: front ends parse what the user wrote and bring the version.
 *
 * <pre>{@code
 * release                            the newest release of the project below its own version
 * maven:com.example:metrics:1.0.0    that artifact
 * maven:com.example:metrics          the newest release of that artifact
 * git:main, git:merge-base(main)     a revision, or where the work tree's branch left it
 * dir:../old                         a directory of pipelines, or a project
 * }</pre>
 */
public sealed interface BaselineReference {

    /** The newest release of the project's own coordinates that is below its own version. */
    record Release() implements BaselineReference {
        @Override
        public String text() {
            return "release";
        }
    }

    /**
     * An artifact of any coordinates.
     *
     * @param version the version; empty for the newest release
     */
    record Artifact(String group, String artifact, Optional<String> version) implements BaselineReference {
        @Override
        public String text() {
            return "maven:" + group + ":" + artifact
                    + version.map(text -> ":" + text).orElse("");
        }
    }

    /**
     * A revision of the repository that the pipelines are in.
     *
     * @param revision what git understands as a commit, or {@code merge-base(REVISION)}
     */
    record Git(String revision) implements BaselineReference {
        @Override
        public String text() {
            return "git:" + revision;
        }

        /** The other side, when the merge base with the present commit is meant. */
        public Optional<String> mergeBaseWith() {
            return revision.startsWith(ReferenceText.MERGE_BASE)
                    ? Optional.of(revision.substring(ReferenceText.MERGE_BASE.length(), revision.length() - 1)
                            .strip())
                    : Optional.empty();
        }
    }

    /**
     * A directory.
     *
     * @param path the directory of pipelines or of a project; a relative one starts from the project directory
     */
    record Directory(Path path) implements BaselineReference {
        @Override
        public String text() {
            return "dir:" + path.toString().replace(path.getFileSystem().getSeparator(), "/");
        }
    }

    /** What the user wrote, in its shortest form. */
    String text();

    /** A problem with bringing this baseline. */
    default ProblemException problem(ErrorCode code, String message, String remedy) {
        return new ProblemException(Problem.of(code, "baseline " + text() + ": " + message, remedy));
    }

    /**
     * Reads a reference.
     *
     * @param text what the user wrote
     * @throws ProblemException when it is none
     */
    static BaselineReference parse(String text) {
        return ReferenceText.parse(text);
    }
}
