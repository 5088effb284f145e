package org.lakehousereplay.baseline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.util.FS;

/**
 * The commit that is checked out around a project. Public API: used by the entry points of the library.
 *
 * @param commit its full hash
 * @param dirty whether files that were asked for differ from it, or are not in it
 */
public record GitRevision(String commit, boolean dirty) {

    /**
     * The commit that is checked out.
     *
     * @param project a directory of the work tree
     * @param watched the directories whose files may differ from the commit; those outside of the work tree have no
     *     commit to differ from
     * @return empty when the project is in no work tree, nothing is committed yet, or the repository cannot be read
     */
    public static Optional<GitRevision> of(Path project, Collection<Path> watched) {
        try {
            Optional<GitWorkTree> around = GitWorkTree.around(project.toRealPath());
            if (around.isEmpty()) {
                return Optional.empty();
            }
            try (GitWorkTree workTree = around.get()) {
                ObjectId head = workTree.repository().resolve(Constants.HEAD + "^{commit}");
                return head == null
                        ? Optional.empty()
                        : Optional.of(new GitRevision(head.name(), differs(workTree, head, watched)));
            }
        } catch (IOException | RuntimeException unreadable) {
            // The commit is told for people; a run is not worth less where git's files are damaged or of a later
            // version.
            return Optional.empty();
        }
    }

    private static boolean differs(GitWorkTree workTree, ObjectId head, Collection<Path> watched) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (Path directory : watched) {
            Path real = Files.exists(directory)
                    ? directory.toRealPath()
                    : directory.toAbsolutePath().normalize();
            if (real.startsWith(workTree.root())) {
                Path path = workTree.root().relativize(real);
                paths.add(path.toString().replace(path.getFileSystem().getSeparator(), "/"));
            }
        }
        if (paths.isEmpty()) {
            return false;
        }
        IndexDiff difference = new IndexDiff(workTree.repository(), head, new UnfilteredFiles(workTree.repository()));
        difference.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
        if (!paths.contains("")) {
            difference.setFilter(PathFilterGroup.createFromStrings(paths));
        }
        return difference.diff();
    }

    /** The files as they lie there: no filter that the repository configures is run to compare them. */
    private static final class UnfilteredFiles extends FileTreeIterator {

        UnfilteredFiles(Repository repository) {
            super(repository);
        }

        private UnfilteredFiles(UnfilteredFiles parent, File directory, FS fileSystem) {
            super(parent, directory, fileSystem);
        }

        @Override
        protected AbstractTreeIterator enterSubtree() {
            return new UnfilteredFiles(this, getEntryFile(), fs);
        }

        @Override
        public String getCleanFilterCommand() {
            return null;
        }
    }
}
