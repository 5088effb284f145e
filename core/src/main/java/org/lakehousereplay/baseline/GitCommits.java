package org.lakehousereplay.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;

/** Finds the commit that a reference means. */
final class GitCommits implements AutoCloseable {

    private final BaselineReference.Git reference;
    private final GitWorkTree workTree;
    private final Repository repository;
    private final RevWalk walk;

    private GitCommits(BaselineReference.Git reference, GitWorkTree workTree) {
        this.reference = reference;
        this.workTree = workTree;
        this.repository = workTree.repository();
        this.walk = new RevWalk(repository);
    }

    /**
     * Opens the repository whose work tree a directory is in: the innermost one, as git does.
     *
     * @param directory an existing directory, without symbolic links
     */
    static GitCommits open(BaselineReference.Git reference, Path directory) throws IOException {
        return GitWorkTree.around(directory)
                .map(workTree -> new GitCommits(reference, workTree))
                .orElseThrow(() -> reference.problem(
                        ErrorCode.BASELINE_UNKNOWN,
                        "there is no git repository in " + directory + " and above",
                        "Compare in a clone of the repository, or name the baseline by release,"
                                + " maven:GROUP:ARTIFACT:VERSION or dir:PATH"));
    }

    Repository repository() {
        return repository;
    }

    /** The directory that the paths in the repository start from. */
    Path workTree() {
        return workTree.root();
    }

    /** The commit that the reference means. */
    RevCommit find() throws IOException {
        try {
            Optional<String> other = reference.mergeBaseWith();
            return other.isPresent() ? mergeBase(other.get()) : commit(reference.revision());
        } catch (MissingObjectException missing) {
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "the repository lacks the object " + missing.getObjectId().name(),
                    howToFetch());
        }
    }

    /** What to do about history that is not here. */
    String howToFetch() {
        return isShallow()
                ? "This clone is shallow, it has only the newest commits: run git fetch --unshallow, or set fetch-depth: 0"
                        + " where the CI server clones"
                : "If it is on the server, run git fetch --all --tags, or set fetch-depth: 0 where the CI server clones";
    }

    private RevCommit commit(String revision) throws IOException {
        try {
            ObjectId id = repository.resolve(revision);
            if (id == null) {
                throw reference.problem(
                        ErrorCode.BASELINE_UNKNOWN,
                        "the repository " + workTree.root() + " has no revision " + revision,
                        howToFetch());
            }
            return walk.parseCommit(id);
        } catch (AmbiguousObjectException ambiguous) {
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "the abbreviated hash " + revision + " fits "
                            + ambiguous.getCandidates().stream()
                                    .map(ObjectId::name)
                                    .sorted()
                                    .collect(Collectors.joining(" and ")),
                    "Write more of it");
        } catch (IncorrectObjectTypeException | RevisionSyntaxException exception) {
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    revision + " does not name a commit",
                    "Write a branch, a tag, a hash or an expression such as HEAD~1");
        }
    }

    private RevCommit mergeBase(String other) throws IOException {
        RevCommit head = commit(Constants.HEAD);
        RevCommit start = commit(other);
        if (head.equals(start)) {
            return head;
        }
        List<RevCommit> bases = new ArrayList<>();
        try (RevWalk bothSides = new RevWalk(repository)) {
            bothSides.setRevFilter(RevFilter.MERGE_BASE);
            bothSides.markStart(bothSides.parseCommit(head));
            bothSides.markStart(bothSides.parseCommit(start));
            bothSides.forEach(bases::add);
        }
        if (bases.size() == 1) {
            return walk.parseCommit(bases.get(0));
        }
        throw bases.isEmpty() ? unrelated(other) : several(other, bases);
    }

    private ProblemException unrelated(String other) {
        return reference.problem(
                ErrorCode.BASELINE_UNKNOWN,
                "HEAD and " + other + " have no commit in common" + (isShallow() ? " that is here" : ""),
                isShallow() ? howToFetch() : "Name the commit itself");
    }

    private ProblemException several(String other, List<RevCommit> bases) {
        return reference.problem(
                ErrorCode.BASELINE_UNKNOWN,
                "HEAD and " + other + " have more than one merge base: "
                        + bases.stream().map(RevCommit::name).sorted().collect(Collectors.joining(", ")),
                "Name one of them");
    }

    private boolean isShallow() {
        try {
            return !repository.getObjectDatabase().getShallowCommits().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public void close() {
        walk.close();
        workTree.close();
    }
}
