package org.lakehousereplay.it.harness;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The git repository of a project, in which a test makes history. */
public final class GitRepository implements AutoCloseable {

    private static final PersonIdent SOMEBODY = new PersonIdent("Ann", "ann@example.com");

    private final Git git;

    private GitRepository(Git git) {
        this.git = git;
    }

    /** A repository whose first branch is {@code main}, without a commit. */
    public static GitRepository init(MavenProject project) {
        try {
            return new GitRepository(Git.init()
                    .setDirectory(project.directory().toFile())
                    .setInitialBranch("main")
                    .call());
        } catch (GitAPIException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Commits the sources as they are now, and returns the hash. */
    public String commit() {
        try {
            git.add().addFilepattern("src").call();
            return git.commit()
                    .setMessage("Change the pipelines")
                    .setAuthor(SOMEBODY)
                    .setCommitter(SOMEBODY)
                    .setSign(false)
                    .setNoVerify(true)
                    .call()
                    .name();
        } catch (GitAPIException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Names the present commit. */
    public void tag(String name) {
        try {
            git.tag().setName(name).setAnnotated(false).call();
        } catch (GitAPIException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Goes on with a new branch. */
    public void branch(String name) {
        try {
            git.checkout().setName(name).setCreateBranch(true).call();
        } catch (GitAPIException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Goes back to a branch. */
    public void checkOut(String name) {
        try {
            git.checkout().setName(name).call();
        } catch (GitAPIException exception) {
            throw new IllegalStateException(exception);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
