package org.lakehousereplay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.ProblemException;

/** Baselines from real repositories, made by the git program. */
final class GitBaselineTest {

    private static final String PIPELINES = "src/main/lakehouse";
    private static final String MODEL = PIPELINES + "/shop/gmv.sql";
    private static final String NOT_SHALLOW =
            "If it is on the server, run git fetch --all --tags, or set fetch-depth: 0"
                    + " where the CI server clones.";
    private static final String SHALLOW = "This clone is shallow, it has only the newest commits: run git fetch"
            + " --unshallow, or set fetch-depth: 0 where the CI server clones.";

    @TempDir
    private Path temporary;

    private Path target;
    private GitRepositoryTree repository;
    private String first;
    private String second;

    @BeforeEach
    void two_commits() throws IOException {
        Path directory = temporary.toRealPath();
        target = directory.resolve("target/baseline");
        repository = GitRepositoryTree.init(directory.resolve("repository"));
        first = repository.write(MODEL, "SELECT 1\n").commit("first");
        repository.git("tag", "v1");
        repository.git("tag", "--annotate", "--message", "a release", "v1-annotated");
        second = repository.write(MODEL, "SELECT 2\n").commit("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1-annotated", "HEAD~1", "main^", "refs/tags/v1", "{hash}", "{abbreviation}"})
    void a_revision_is_named_as_git_names_it(String name) {
        String revision = name.replace("{hash}", first).replace("{abbreviation}", first.substring(0, 8));

        Baseline baseline = export(repository, revision);

        assertThat(baseline)
                .isEqualTo(new Baseline(
                        "git:" + revision,
                        "commit " + first + " of 2026-11-20T10:00:00+08:00",
                        Optional.empty(),
                        target));
        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT 1\n");
        assertNothingUnfinished();
    }

    @Test
    void what_is_not_committed_is_not_exported() {
        repository.write(MODEL, "SELECT 3\n").write(PIPELINES + "/shop/new.sql", "SELECT 4\n");

        export(repository, "main");

        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT 2\n");
        assertThat(target.resolve("shop/new.sql")).doesNotExist();
    }

    @Test
    void an_export_replaces_the_one_before() {
        export(repository, "main");
        repository.git("mv", PIPELINES + "/shop", PIPELINES + "/store");
        repository.commit("renamed");

        export(repository, "main");

        assertThat(target.resolve("shop")).doesNotExist();
        assertThat(target.resolve("store/gmv.sql")).exists();
    }

    @Test
    void the_merge_base_is_where_the_branch_began() {
        repository.git("checkout", "--quiet", "-b", "feature", "v1");
        repository.write(MODEL, "SELECT 3\n").commit("on the branch");

        Baseline baseline = export(repository, "merge-base(main)");

        assertThat(baseline.label()).isEqualTo("git:merge-base(main)");
        assertThat(baseline.origin())
                .isEqualTo("commit " + first + " of 2026-11-20T10:00:00+08:00, the merge base of HEAD and main");
        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT 1\n");
        repository.git("checkout", "--quiet", "main");
        assertThat(export(repository, "merge-base(main)").origin()).startsWith("commit " + second);
    }

    @Test
    void several_merge_bases_are_told() {
        repository.git("checkout", "--quiet", "-b", "left", "v1");
        String left = repository.write("left", "").commit("left");
        repository.git("checkout", "--quiet", "-b", "right", "v1");
        String right = repository.write("right", "").commit("right");
        repository.git("merge", "--quiet", "--no-edit", "left");
        repository.git("checkout", "--quiet", "left");
        repository.git("merge", "--quiet", "--no-edit", right);

        assertRefused(
                () -> export(repository, "merge-base(right)"),
                "baseline git:merge-base(right): HEAD and right have more than one merge base: "
                        + (left.compareTo(right) < 0 ? left + ", " + right : right + ", " + left)
                        + ". Name one of them. [BASELINE_UNKNOWN]");
    }

    @Test
    void no_merge_base_is_told() {
        repository.git("checkout", "--quiet", "--orphan", "other");
        repository.commit("another beginning");

        assertRefused(
                () -> export(repository, "merge-base(main)"),
                "baseline git:merge-base(main): HEAD and main have no commit in common. Name the commit itself."
                        + " [BASELINE_UNKNOWN]");
    }

    @Test
    void a_project_may_be_a_part_of_the_repository() {
        repository.write("team/metrics/" + MODEL, "SELECT 5\n").commit("a second project");
        repository.write("team/metrics/" + MODEL, "SELECT 6\n");

        export(new GitRepositoryTree(repository.root().resolve("team/metrics")), "main");

        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT 5\n");
    }

    @Test
    void the_pipelines_may_be_gone_from_the_work_tree() {
        repository.git("rm", "--quiet", "-r", "src");

        export(repository, "main");

        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT 2\n");
    }

    @Test
    void a_linked_work_tree_has_its_own_head() {
        Path linked = repository.root().resolveSibling("linked");
        repository.git("worktree", "add", "--quiet", "-b", "feature", linked.toString(), "v1");
        GitRepositoryTree tree = new GitRepositoryTree(linked);

        assertThat(export(tree, "HEAD").origin()).startsWith("commit " + first);
        assertThat(export(tree, "main").origin()).startsWith("commit " + second);
        assertThat(export(tree, "merge-base(main)").origin()).startsWith("commit " + first);
    }

    @Test
    void a_submodule_is_a_repository_of_its_own() {
        GitRepositoryTree outer = GitRepositoryTree.init(repository.root().resolveSibling("outer"));
        outer.git("submodule", "--quiet", "add", repository.root().toString(), "metrics");
        String outerCommit = outer.commit("with a submodule");

        Baseline baseline = export(new GitRepositoryTree(outer.root().resolve("metrics")), "v1");

        assertThat(baseline.origin()).startsWith("commit " + first);
        assertRefused(
                () -> new GitBaseline(outer.root()).export(new BaselineReference.Git("HEAD"), other()),
                "baseline git:HEAD: the revision cannot be exported: its directory metrics is a submodule. Name another"
                        + " revision. [BASELINE_BROKEN]");
        assertThat(outerCommit).isNotEqualTo(first);
    }

    @Test
    void a_shallow_clone_is_told_as_the_reason() {
        Path clone = repository.root().resolveSibling("clone");
        repository.git(
                "clone", "--quiet", "--depth=1", repository.root().toUri().toString(), clone.toString());
        GitRepositoryTree tree = new GitRepositoryTree(clone);

        assertThat(export(tree, "HEAD").origin()).startsWith("commit " + second);
        for (String revision : new String[] {"HEAD~1", "v1", first}) {
            assertThatThrownBy(() -> export(tree, revision))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageEndingWith(SHALLOW + " [BASELINE_UNKNOWN]");
        }
        assertRefused(
                () -> new GitBaseline(clone).export(new BaselineReference.Git("HEAD~1"), other()),
                "baseline git:HEAD~1: the repository " + clone + " has no revision HEAD~1. " + SHALLOW
                        + " [BASELINE_UNKNOWN]");
    }

    @Test
    void history_that_the_shallow_clone_lacks_is_told() {
        repository.git("checkout", "--quiet", "-b", "feature", "v1");
        repository.commit("on the branch");
        Path clone = repository.root().resolveSibling("clone");
        repository.git(
                "clone",
                "--quiet",
                "--depth=1",
                "--no-single-branch",
                repository.root().toUri().toString(),
                clone.toString());

        assertRefused(
                () -> export(new GitRepositoryTree(clone), "merge-base(origin/main)"),
                "baseline git:merge-base(origin/main): HEAD and origin/main have no commit in common that is here. "
                        + SHALLOW + " [BASELINE_UNKNOWN]");
    }

    @Test
    void a_revision_that_is_not_there_is_told() {
        assertRefused(
                () -> export(repository, "origin/main"),
                "baseline git:origin/main: the repository " + repository.root() + " has no revision origin/main. "
                        + NOT_SHALLOW + " [BASELINE_UNKNOWN]");
        assertRefused(
                () -> export(repository, "0123456789012345678901234567890123456789"),
                "baseline git:0123456789012345678901234567890123456789: the repository lacks the object"
                        + " 0123456789012345678901234567890123456789. " + NOT_SHALLOW + " [BASELINE_UNKNOWN]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD:src", "HEAD^{tree}", "HEAD:" + MODEL, "main@{yesterday", "HEAD^{nonsense}"})
    void what_is_no_commit_is_told(String revision) {
        assertRefused(
                () -> export(repository, revision),
                "baseline git:" + revision + ": " + revision + " does not name a commit. Write a branch, a tag, a hash"
                        + " or an expression such as HEAD~1. [BASELINE_UNKNOWN]");
    }

    @Test
    void a_repository_without_commits_has_no_head() {
        GitRepositoryTree empty = GitRepositoryTree.init(repository.root().resolveSibling("empty"));

        assertRefused(
                () -> export(empty, "HEAD"),
                "baseline git:HEAD: the repository " + empty.root() + " has no revision HEAD. " + NOT_SHALLOW
                        + " [BASELINE_UNKNOWN]");
    }

    @Test
    void a_directory_outside_of_any_repository_is_told() throws IOException {
        Path plain = Files.createDirectories(repository.root().resolveSibling("plain"));
        Files.createDirectories(plain.resolve(".git"));

        assertRefused(
                () -> export(new GitRepositoryTree(plain), "main"),
                "baseline git:main: there is no git repository in " + plain + " and above. Compare in a clone of the"
                        + " repository, or name the baseline by release, maven:GROUP:ARTIFACT:VERSION or dir:PATH."
                        + " [BASELINE_UNKNOWN]");
    }

    @Test
    void a_revision_without_pipelines_is_told() {
        repository.git("rm", "--quiet", "-r", "src");
        String without = repository.commit("no pipelines");
        assertRefused(
                () -> export(repository, "main"),
                "baseline git:main: commit " + without + " has no directory src/main/lakehouse. If the pipelines lay"
                        + " elsewhere then, check the revision out and name that directory by dir:PATH."
                        + " [BASELINE_WITHOUT_PIPELINES]");

        String empty = repository.write(PIPELINES + "/README.md", "").commit("a directory without pipelines");
        assertRefused(
                () -> export(repository, "main"),
                "baseline git:main: the directory src/main/lakehouse of commit " + empty + " holds no pipeline. Name a"
                        + " later revision. [BASELINE_WITHOUT_PIPELINES]");
    }

    @Test
    void symbolic_links_stay_links_when_they_lead_inside() throws IOException {
        link("shop/copy.sql", "gmv.sql");
        link("shop/up.sql", "../shop/gmv.sql");
        repository.commit("links");

        export(repository, "main");

        assertThat(target.resolve("shop/copy.sql")).isSymbolicLink().hasContent("SELECT 2\n");
        assertThat(target.resolve("shop/up.sql")).isSymbolicLink().hasContent("SELECT 2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/hosts", "../../outside", "../../../../../etc/hosts", "nowhere.sql", "deep/way-up/../x"})
    void symbolic_links_that_lead_elsewhere_are_refused(String destination) throws IOException {
        repository.write(PIPELINES + "/x", "");
        link("shop/deep/way-up", "../..");
        link("shop/link.sql", destination);
        repository.commit("links");

        assertRefused(
                () -> export(repository, "main"),
                "baseline git:main: the revision cannot be exported: its symbolic link shop/link.sql does not lead to a"
                        + " file in the same directory: " + destination + ". Name another revision. [BASELINE_BROKEN]");
    }

    @Test
    void names_that_could_escape_are_refused() {
        String blob = repository.git("hash-object", "-w", MODEL);
        repository.git(
                "update-index", "--add", "--cacheinfo", "100644," + blob + "," + PIPELINES + "/shop/a\\..\\b.sql");
        repository.git("commit", "--quiet", "--message", "a name that is a path elsewhere");

        assertRefused(
                () -> export(repository, "main"),
                "baseline git:main: the revision cannot be exported: it holds a file whose name leads elsewhere:"
                        + " shop/a\\..\\b.sql. Name another revision. [BASELINE_BROKEN]");
    }

    @Test
    void pointers_to_large_files_are_refused() {
        repository
                .write(MODEL, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
                .commit("a pointer");

        assertRefused(
                () -> export(repository, "main"),
                "baseline git:main: the revision cannot be exported: its file shop/gmv.sql is kept in Git LFS, and the"
                        + " repository has only a pointer to it. Name another revision. [BASELINE_BROKEN]");
    }

    @Test
    void limits_hold_for_revisions_as_well() {
        assertThatThrownBy(() -> new GitBaseline(repository.root().resolve(PIPELINES))
                        .export(new BaselineReference.Git("main"), target, new StagedDirectory.Limits(9, 3)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("its files have more than 0 MB in total");
    }

    @Test
    void no_filter_hook_or_line_end_of_the_user_touches_the_bytes() throws IOException {
        Path trace = repository.root().resolveSibling("trace");
        repository
                .write(".gitattributes", "*.sql text eol=crlf filter=evil ident\n")
                .write(PIPELINES + "/shop/id.sql", "-- $Id$\nSELECT 1\n")
                .commit("attributes");
        repository.git("config", "filter.evil.smudge", "touch " + trace + " && cat");
        repository.git("config", "core.autocrlf", "true");
        repository.git("config", "core.fsmonitor", "touch " + trace);
        repository.write(".git/hooks/post-checkout", "#!/bin/sh\ntouch " + trace + "\n");
        assertThat(repository
                        .root()
                        .resolve(".git/hooks/post-checkout")
                        .toFile()
                        .setExecutable(true))
                .isTrue();

        export(repository, "main");

        assertThat(Files.readString(target.resolve("shop/id.sql"))).isEqualTo("-- $Id$\nSELECT 1\n");
        assertThat(trace).doesNotExist();
        assertThat(repository.root().resolve(".git/lakehouse")).doesNotExist();
    }

    @Test
    void packed_history_is_read_as_well() {
        repository.git("gc", "--quiet");
        repository.git("pack-refs", "--all");

        assertThat(export(repository, "v1-annotated").origin()).startsWith("commit " + first);
    }

    private static Baseline export(GitRepositoryTree tree, String revision, Path target) {
        return new GitBaseline(tree.root().resolve(PIPELINES)).export(new BaselineReference.Git(revision), target);
    }

    private Baseline export(GitRepositoryTree tree, String revision) {
        return export(tree, revision, target);
    }

    /** A place where nothing has been exported yet. */
    private Path other() {
        return target.resolveSibling("other");
    }

    private void link(String name, String destination) throws IOException {
        Path link = repository.root().resolve(PIPELINES).resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(destination));
    }

    private void assertRefused(ThrowingCallable export, String message) {
        assertThatThrownBy(export).isInstanceOf(ProblemException.class).hasMessage(message);
        assertThat(other()).doesNotExist();
        assertNothingUnfinished();
    }

    private void assertNothingUnfinished() {
        if (Files.exists(target.getParent())) {
            assertThat(target.getParent()).isDirectoryNotContaining("glob:**unfinished*");
        }
    }
}
