package org.lakehousereplay.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commit around a project, in repositories that the git program made. */
final class GitRevisionTest {

    private static final String MODEL = "shop/src/main/lakehouse/shop/gmv.sql";
    private static final String ORDERS = "shop/src/test/lakehouse/shop/noon/input/orders.csv";

    @TempDir
    private Path temporary;

    private GitRepositoryTree repository;
    private Path project;
    private String commit;

    @BeforeEach
    void a_project_below_the_root_of_a_repository() throws IOException {
        repository = GitRepositoryTree.init(temporary.toRealPath().resolve("repository"));
        project = repository.root().resolve("shop");
        commit = repository
                .write(MODEL, "SELECT 1\n")
                .write(ORDERS, "id\n1\n")
                .write("shop/.gitignore", "*.tmp\n")
                .write("shop/README.md", "one\n")
                .commit("first");
    }

    @Test
    void no_file_system_is_measured_which_takes_seconds_and_writes_into_the_repository() {
        revision();

        FS.FileStoreAttributes known = FS.FileStoreAttributes.get(temporary);
        assertThat(known.getFsTimestampResolution()).isEqualTo(Duration.ofSeconds(2));
        assertThat(known.getMinimalRacyInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nothing_differs_from_the_commit() {
        assertThat(revision()).contains(new GitRevision(commit, false));
    }

    @Test
    void what_is_not_watched_may_differ() {
        repository.write("shop/README.md", "two\n").write("shop/target/report.json", "{}");

        assertThat(revision()).contains(new GitRevision(commit, false));
    }

    @Test
    void an_edit_a_new_file_and_a_deleted_one_make_it_dirty() throws IOException {
        repository.write(MODEL, "SELECT 22\n");
        assertThat(revision()).contains(new GitRevision(commit, true));
        repository.git("checkout", "--quiet", ".");
        assertThat(revision()).contains(new GitRevision(commit, false));

        repository.write("shop/src/test/lakehouse/shop/noon/expected/gmv.csv", "gmv\n1\n");
        assertThat(revision()).contains(new GitRevision(commit, true));
        repository.git("add", "--all");
        assertThat(revision()).contains(new GitRevision(commit, true));
        String second = repository.commit("second");
        assertThat(revision()).contains(new GitRevision(second, false));

        Files.delete(repository.root().resolve(ORDERS));
        assertThat(revision()).contains(new GitRevision(second, true));
    }

    @Test
    void ignored_files_and_times_of_files_do_not() throws IOException {
        repository.write("shop/src/main/lakehouse/shop/editor.tmp", "x");
        Files.setLastModifiedTime(repository.root().resolve(MODEL), FileTime.fromMillis(1_000_000));

        assertThat(revision()).contains(new GitRevision(commit, false));
    }

    @Test
    void no_filter_of_the_repository_is_run() throws IOException {
        repository.write("shop/.gitattributes", "*.csv filter=trap\n");
        commit = repository.commit("with attributes");
        Path trap = temporary.resolve("trap");
        repository.git("config", "filter.trap.clean", "touch " + trap + "; cat");
        Files.setLastModifiedTime(repository.root().resolve(ORDERS), FileTime.fromMillis(1_000_000));

        assertThat(revision()).contains(new GitRevision(commit, false));
        assertThat(trap).doesNotExist();
    }

    @Test
    void directories_elsewhere_and_such_that_do_not_exist_have_no_commit_to_differ_from() {
        assertThat(GitRevision.of(project, List.of(temporary.resolve("elsewhere"), project.resolve("none"))))
                .contains(new GitRevision(commit, false));
    }

    @Test
    void the_root_of_the_repository_may_be_watched() {
        assertThat(GitRevision.of(repository.root(), List.of(repository.root())))
                .contains(new GitRevision(commit, false));
        repository.write("shop/README.md", "two\n");
        assertThat(GitRevision.of(repository.root(), List.of(repository.root())))
                .contains(new GitRevision(commit, true));
    }

    @Test
    void where_there_is_no_commit_nothing_is_told() throws IOException {
        Path plain = Files.createDirectories(temporary.resolve("plain"));
        assertThat(GitRevision.of(plain, List.of(plain))).isEmpty();

        Path empty = GitRepositoryTree.init(temporary.resolve("empty")).root();
        assertThat(GitRevision.of(empty, List.of(empty))).isEmpty();

        Path damaged = GitRepositoryTree.init(temporary.resolve("damaged")).root();
        Files.writeString(damaged.resolve(".git/HEAD"), "\u0000nonsense");
        Files.writeString(damaged.resolve(".git/config"), "[core\n");
        assertThat(GitRevision.of(damaged, List.of(damaged))).isEmpty();

        assertThat(GitRevision.of(temporary.resolve("missing"), List.of())).isEmpty();
    }

    @Test
    void a_damaged_index_is_no_failure() throws IOException {
        Files.writeString(repository.root().resolve(".git/index"), "nonsense");

        assertThat(revision()).isEmpty();
    }

    @Test
    void a_linked_work_tree_has_its_own_commit() {
        repository.git("worktree", "add", "--quiet", "-b", "other", "../linked");
        Path linked = repository.root().resolveSibling("linked");

        assertThat(GitRevision.of(linked.resolve("shop"), List.of(linked.resolve("shop/src/main/lakehouse"))))
                .contains(new GitRevision(commit, false));
    }

    private Optional<GitRevision> revision() {
        return GitRevision.of(
                project, List.of(project.resolve("src/main/lakehouse"), project.resolve("src/test/lakehouse")));
    }
}
