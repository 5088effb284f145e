package org.lakehousereplay.baseline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * A baseline that is a revision of the git repository the pipelines are in. Public API: used by front ends.
 *
 * <p>Files are taken as git stores them: no line end is converted, no filter, hook or configuration of the user runs.
 *
 * @param pipelineDirectory the pipelines of the work tree; the same path is looked up in the revision
 */
public record GitBaseline(Path pipelineDirectory) {

    private static final byte[] LARGE_FILE_POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    /**
     * Exports the pipelines as they were.
     *
     * @param reference the revision
     * @param target where they go; what is there is replaced once all is exported
     * @throws ProblemException when there is no such revision, or it holds no pipeline
     */
    public Baseline export(BaselineReference.Git reference, Path target) {
        return export(reference, target, StagedDirectory.LIMITS);
    }

    Baseline export(BaselineReference.Git reference, Path target, StagedDirectory.Limits limits) {
        try {
            Path directory = pipelineDirectory.toAbsolutePath().normalize();
            Path existing = directory;
            while (!Files.isDirectory(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            Path real = existing.toRealPath();
            try (GitCommits commits = GitCommits.open(reference, real)) {
                RevCommit commit = commits.find();
                String path = slashed(commits.workTree()
                        .relativize(real.resolve(existing.relativize(directory).toString())));
                export(reference, commits, commit, path, target, limits);
                return new Baseline(reference.text(), describe(reference, commit), Optional.empty(), target);
            }
        } catch (StagedDirectory.UnsafeContentException unsafe) {
            throw reference.problem(
                    ErrorCode.BASELINE_BROKEN,
                    "the revision cannot be exported: " + unsafe.getMessage(),
                    "Name another revision");
        } catch (FileSystemException failure) {
            throw StagedDirectory.notWritable(target, failure);
        } catch (IOException failure) {
            throw reference.problem(
                    ErrorCode.BASELINE_BROKEN,
                    "the repository cannot be read: " + failure.getMessage(),
                    "Look at it with git fsck");
        }
    }

    private static void export(
            BaselineReference.Git reference,
            GitCommits commits,
            RevCommit commit,
            String path,
            Path target,
            StagedDirectory.Limits limits)
            throws IOException {
        try (TreeWalk walk = new TreeWalk(commits.repository());
                StagedDirectory staged = StagedDirectory.begin(target, limits)) {
            if (path.isEmpty()) {
                walk.addTree(commit.getTree());
            } else {
                try (TreeWalk found = TreeWalk.forPath(commits.repository(), path, commit.getTree())) {
                    if (found == null || !FileMode.TREE.equals(found.getRawMode(0))) {
                        throw reference.problem(
                                ErrorCode.BASELINE_WITHOUT_PIPELINES,
                                "commit " + commit.name() + " has no directory " + path,
                                "If the pipelines lay elsewhere then, check the revision out and name that directory by"
                                        + " dir:PATH");
                    }
                    walk.addTree(found.getObjectId(0));
                }
            }
            walk.setRecursive(true);
            boolean pipelines = false;
            while (walk.next()) {
                String name = walk.getPathString();
                pipelines |= name.indexOf('/') > 0 && !name.startsWith(".");
                copy(walk, staged);
            }
            if (!pipelines) {
                throw reference.problem(
                        ErrorCode.BASELINE_WITHOUT_PIPELINES,
                        "the directory " + path + " of commit " + commit.name() + " holds no pipeline",
                        "Name a later revision");
            }
            staged.publish();
        } catch (MissingObjectException missing) {
            throw reference.problem(
                    ErrorCode.BASELINE_UNKNOWN,
                    "the repository lacks the object " + missing.getObjectId().name() + " of commit " + commit.name(),
                    commits.howToFetch());
        }
    }

    private static void copy(TreeWalk walk, StagedDirectory staged) throws IOException {
        FileMode mode = walk.getFileMode(0);
        String name = walk.getPathString();
        if (mode.equals(FileMode.GITLINK)) {
            throw new StagedDirectory.UnsafeContentException("its directory " + name + " is a submodule");
        }
        ObjectLoader content = walk.getObjectReader().open(walk.getObjectId(0));
        if (mode.equals(FileMode.SYMLINK)) {
            if (content.getSize() > StagedDirectory.LINK_LENGTH) {
                throw new StagedDirectory.UnsafeContentException("its symbolic link " + name + " is too long");
            }
            staged.link(name, new String(content.getBytes(), StandardCharsets.UTF_8));
            return;
        }
        try (InputStream bytes = content.openStream()) {
            byte[] head = bytes.readNBytes(LARGE_FILE_POINTER.length);
            if (Arrays.equals(head, LARGE_FILE_POINTER)) {
                throw new StagedDirectory.UnsafeContentException(
                        "its file " + name + " is kept in Git LFS, and the repository has only a pointer to it");
            }
            staged.write(name, new SequenceInputStream(new ByteArrayInputStream(head), bytes));
        }
    }

    private static String describe(BaselineReference.Git reference, RevCommit commit) {
        PersonIdent committer = commit.getCommitterIdent();
        String date = OffsetDateTime.ofInstant(committer.getWhenAsInstant(), committer.getZoneId())
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        String role = reference
                .mergeBaseWith()
                .map(other -> ", the merge base of HEAD and " + other)
                .orElse("");
        return "commit " + commit.name() + " of " + date + role;
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
