package org.lakehousereplay.baseline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository and the directory that its files are checked out to.
 *
 * @param root the directory that the paths in the repository start from
 * @param repository the repository, open until this is closed
 */
record GitWorkTree(Path root, Repository repository) implements AutoCloseable {

    /**
     * The work tree that a directory is in: the innermost one, as git does.
     *
     * @param directory an existing directory, without symbolic links
     */
    static Optional<GitWorkTree> around(Path directory) throws IOException {
        IsolatedGit.ensure();
        for (Path candidate = directory; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(Constants.DOT_GIT))) {
                Optional<GitWorkTree> found = openIn(candidate);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<GitWorkTree> openIn(Path root) throws IOException {
        try {
            File directory = root.toFile();
            return Optional.of(new GitWorkTree(
                    root,
                    new FileRepositoryBuilder()
                            .setWorkTree(directory)
                            .setMustExist(true)
                            .build()));
        } catch (RepositoryNotFoundException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
