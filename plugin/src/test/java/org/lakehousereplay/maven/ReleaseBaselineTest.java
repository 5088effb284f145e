package org.lakehousereplay.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.diagnostic.ProblemException;

/** Releases in repositories of every state, looked up by the resolver of the oldest Maven. */
final class ReleaseBaselineTest {

    private static final String REMEDY =
            " Check the network, and the mirrors and credentials in settings.xml; mvn -o goes"
                    + " on with what was downloaded before. [BASELINE_UNREACHABLE]";

    private final RecordingLog log = new RecordingLog();

    @TempDir
    private Path directory;

    private ReleaseDirectory remote;
    private ReleaseDirectory local;
    private HttpServer server;
    private Path target;
    private boolean offline;

    @BeforeEach
    void repositories() throws IOException {
        remote = ReleaseDirectory.remote(Files.createDirectories(directory.resolve("remote")));
        local = ReleaseDirectory.local(Files.createDirectories(directory.resolve("local")));
        target = directory.resolve("target/baseline");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.0-SNAPSHOT, 1.0.0",
        "1.1.0, 1.0.0",
        "1.1.1-SNAPSHOT, 1.1.0",
        "1.10.0, 1.9.0",
        "2.0.0-rc-1, 1.9.0",
        "3, 1.9.0"
    })
    void the_newest_release_below_the_own_version_is_found(String own, String expected) {
        remote.release("0.9.0", "1.0.0", "1.1.0-alpha-1", "1.1.0-RC1", "1.1.0", "1.9.0", "2.0.0-M1", "3.0.1");

        Baseline baseline = found(search(own, corporate()));

        assertThat(baseline)
                .isEqualTo(
                        new Baseline(expected, "com.example:metrics:jar:" + expected, Optional.of(expected), target));
        assertThat(target.resolve("shop/gmv.sql")).hasContent("SELECT '" + expected + "'");
        assertThat(log.lines())
                .contains("INFO The baseline is " + expected + ", the newest release below " + own
                        + ". To pin it: -Dlakehouse.baseline=maven:com.example:metrics:" + expected);
    }

    @Test
    void before_the_first_release_there_is_nothing_to_compare_with() {
        assertThat(search("1.0.0-SNAPSHOT", corporate()))
                .isEqualTo(new BaselineSearch.NothingReleased(
                        List.of("corporate (" + remote.root().toUri() + ")"), List.of()));
    }

    @Test
    void pre_releases_are_no_baseline() {
        remote.release("1.0.0-alpha-1", "1.0.0-rc.1");

        assertThat(search("1.0.0-SNAPSHOT", corporate()))
                .isEqualTo(new BaselineSearch.NothingReleased(
                        List.of("corporate (" + remote.root().toUri() + ")"), List.of("1.0.0-alpha-1", "1.0.0-rc.1")));
    }

    @Test
    void a_release_that_came_since_the_last_look_is_found() {
        assertThat(search("1.1.0", corporate())).isInstanceOf(BaselineSearch.NothingReleased.class);
        remote.release("0.9.0");
        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("0.9.0");
        remote.release("0.9.0", "1.0.0");
        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("1.0.0");
    }

    @Test
    void what_was_installed_counts() {
        local.release("1.0.0");

        assertThat(found(search("1.1.0")).label()).isEqualTo("1.0.0");
        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("1.0.0");
        offline = true;
        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("1.0.0");
    }

    @Test
    void what_was_downloaded_is_enough_offline() {
        remote.release("1.0.0");
        search("1.1.0", corporate());
        remote.release("1.0.0", "1.0.1");
        offline = true;

        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("1.0.0");
    }

    @Test
    void what_was_not_there_is_not_there_offline() {
        search("1.0.0", corporate());
        offline = true;

        assertThat(search("1.0.0", corporate())).isInstanceOf(BaselineSearch.NothingReleased.class);
    }

    @Test
    void offline_nobody_knows_what_was_never_asked() {
        remote.release("1.0.0");
        offline = true;

        assertRefused(
                () -> search("1.1.0", corporate()),
                "baseline release: the versions of com.example:metrics could not be looked up: Maven is offline, and it"
                        + " has not been asked for before in corporate ("
                        + remote.root().toUri()
                        + "). Run it once without -o. [BASELINE_UNREACHABLE]");
    }

    @Test
    void offline_after_a_failure_nobody_knows_either() throws IOException {
        answer(500);
        assertThatThrownBy(() -> search("1.1.0", web())).isInstanceOf(ProblemException.class);
        offline = true;

        assertThatThrownBy(() -> search("1.1.0", web()))
                .hasMessageContaining("Maven is offline, and it has not been asked for before in web");
    }

    @Test
    void a_listed_version_that_is_not_downloaded_is_missing_offline() {
        remote.list("1.0.0");
        assertThatThrownBy(() -> search("1.1.0", corporate())).isInstanceOf(ProblemException.class);
        remote.release("1.0.0");
        offline = true;

        assertRefused(
                () -> search("1.1.0", corporate()),
                "baseline release: com.example:metrics:jar:1.0.0 could not be looked up: Maven is offline, and it has"
                        + " not been asked for before in corporate ("
                        + remote.root().toUri()
                        + "). Run it once without -o. [BASELINE_UNREACHABLE]");
    }

    @Test
    void a_port_where_nobody_listens_is_unreachable() {
        String address = address();
        server.stop(0);

        assertThatThrownBy(() -> search("1.1.0", web()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("baseline release: the versions of com.example:metrics could not be looked up:"
                        + " Could not transfer metadata com.example:metrics/maven-metadata.xml from/to web (" + address
                        + "): ")
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith(REMEDY);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 407, 429, 500, 503})
    void an_answer_other_than_not_found_is_no_answer(int status) {
        answer(status);

        assertThatThrownBy(() -> search("1.1.0", web()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "baseline release: the versions of com.example:metrics could not be looked up: ")
                .hasMessageContaining(String.valueOf(status))
                .hasMessageEndingWith(REMEDY);
    }

    @Test
    void one_repository_that_cannot_be_asked_is_too_many() {
        remote.release("1.0.0");
        local.release("0.9.0");
        answer(503);

        assertThatThrownBy(() -> search("1.1.0", corporate(), web()))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith(REMEDY);
    }

    @Test
    void a_repository_that_says_it_has_none_is_an_answer() {
        remote.release("1.0.0");
        answer(404);

        assertThat(found(search("1.1.0", web(), corporate())).label()).isEqualTo("1.0.0");
    }

    @Test
    void a_directory_that_is_not_mounted_is_not_an_empty_repository() throws IOException {
        RemoteRepository unmounted = corporate();
        String address = unmounted.getUrl();
        Files.delete(remote.root());

        assertRefused(
                () -> search("1.1.0", unmounted),
                "baseline release: the versions of com.example:metrics could not be looked up: the directory of corporate ("
                        + address + ") does not exist." + REMEDY);
        assertThatThrownBy(() -> pinned("maven:com.example:metrics:1.0.0", unmounted))
                .hasMessageContaining("does not exist." + REMEDY);
    }

    @Test
    void what_a_directory_held_that_was_not_mounted_is_not_known_offline() throws IOException {
        Files.delete(remote.root());
        assertThatThrownBy(() -> search("1.1.0", corporate())).hasMessageContaining("does not exist");
        Files.createDirectories(remote.root());
        remote.release("1.0.0");
        offline = true;

        assertThatThrownBy(() -> search("1.1.0", corporate()))
                .hasMessageContaining("Maven is offline, and it has not been asked for before in corporate");
    }

    @Test
    void a_page_of_a_proxy_is_no_list_of_versions() {
        remote.metadata("<html><body>Please log in</body></html>");

        assertThatThrownBy(() -> search("1.1.0", corporate()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "baseline release: the versions of com.example:metrics could not be looked up: ")
                .hasMessageEndingWith(REMEDY);
    }

    @Test
    void a_version_that_is_listed_and_missing_is_told() {
        remote.list("1.0.0");

        assertRefused(
                () -> search("1.1.0", corporate()),
                "baseline release: there is no com.example:metrics:jar:1.0.0 in corporate ("
                        + remote.root().toUri()
                        + "). Name another baseline by -Dlakehouse.baseline; a project of packaging pom, for instance, has"
                        + " no jar. [BASELINE_UNKNOWN]");
    }

    @Test
    void a_broken_jar_is_told() throws IOException {
        remote.release("1.0.0");
        Files.writeString(remote.jar("1.0.0"), "no jar at all");

        assertThatThrownBy(() -> search("1.1.0", corporate()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("baseline release: the artifact ")
                .hasMessageContaining("metrics-1.0.0.jar is broken: ")
                .hasMessageEndingWith("[BASELINE_BROKEN]");
    }

    @Test
    void credentials_in_an_address_are_not_told() {
        RemoteRepository withPassword = repository("web", address().replace("http://", "http://ann:secret@"));
        answer(503);

        assertThatThrownBy(() -> search("1.1.0", withPassword))
                .hasMessageContaining("web (http://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void modules_of_the_build_are_never_their_own_baseline() {
        remote.release("0.9.0");

        assertThat(found(search("1.1.0", corporate())).label()).isEqualTo("0.9.0");
    }

    @Test
    void a_version_can_be_pinned() {
        remote.release("1.0.0", "1.1.0-rc1", "1.2.0");

        assertThat(pinned("maven:com.example:metrics:1.1.0-rc1", corporate()))
                .isEqualTo(new Baseline(
                        "1.1.0-rc1", "com.example:metrics:jar:1.1.0-rc1", Optional.of("1.1.0-rc1"), target));
    }

    @Test
    void without_a_version_the_newest_release_is_taken() {
        remote.release("1.0.0", "1.1.0-rc1", "1.2.0");

        assertThat(pinned("maven:com.example:metrics", corporate()).label()).isEqualTo("1.0.0");
        Baseline foreign = release("com.example", "other", "1.1.0", corporate())
                .find((BaselineReference.Artifact) BaselineReference.parse("maven:com.example:metrics"), target);
        assertThat(foreign.label()).isEqualTo("maven:com.example:metrics:1.2.0");
    }

    @Test
    void an_artifact_that_was_named_must_exist() {
        assertRefused(
                () -> pinned("maven:com.example:metrics", corporate()),
                "baseline maven:com.example:metrics: there is no release of com.example:metrics in corporate ("
                        + remote.root().toUri() + "). Check group and artifact, or name a version. [BASELINE_UNKNOWN]");
        assertThatThrownBy(() -> pinned("maven:com.example:metrics:9", corporate()))
                .hasMessageStartingWith(
                        "baseline maven:com.example:metrics:9: there is no com.example:metrics:jar:9 in corporate (");
    }

    private static Baseline found(BaselineSearch search) {
        assertThat(search).isInstanceOf(BaselineSearch.Found.class);
        return ((BaselineSearch.Found) search).baseline();
    }

    private BaselineSearch search(String own, RemoteRepository... repositories) {
        return release("com.example", "metrics", own, repositories).find(new BaselineReference.Release(), target);
    }

    private Baseline pinned(String reference, RemoteRepository... repositories) {
        return release("com.example", "metrics", "1.1.0", repositories)
                .find((BaselineReference.Artifact) BaselineReference.parse(reference), target);
    }

    private ReleaseBaseline release(String group, String artifact, String own, RemoteRepository... repositories) {
        RepositorySystem system = OldestResolver.system();
        DefaultRepositorySystemSession session = OldestResolver.session(system, local.root(), offline);
        session.setWorkspaceReader(new PresentModules());
        return new ReleaseBaseline(
                new ArtifactRepositories(system, session, List.of(repositories)),
                new ProjectCoordinates(group, artifact, own),
                "lakehouse",
                log);
    }

    private RemoteRepository corporate() {
        return repository("corporate", remote.root().toUri().toString());
    }

    private RemoteRepository web() {
        return repository("web", address());
    }

    private static RemoteRepository repository(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url).build();
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(int status) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private void assertRefused(ThrowingCallable search, String message) {
        assertThatThrownBy(search).isInstanceOf(ProblemException.class).hasMessage(message);
        assertThat(target).doesNotExist();
    }

    /** A build whose modules have versions that look like releases. */
    private static final class PresentModules implements WorkspaceReader {

        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository();
        }

        @Override
        public File findArtifact(Artifact artifact) {
            throw new AssertionError("nobody may ask for the modules of the build");
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            throw new AssertionError("nobody may ask for the modules of the build");
        }
    }
}
