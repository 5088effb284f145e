package org.lakehousereplay.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lakehousereplay.it.harness.GitRepository;
import org.lakehousereplay.it.harness.Maven;
import org.lakehousereplay.it.harness.MavenProject;
import org.lakehousereplay.it.harness.MavenRun;
import org.lakehousereplay.it.harness.ReleaseRepository;
import org.lakehousereplay.it.harness.ReleaseServer;

/** Where compare gets older versions from, and that the build breaks when it cannot get them. */
final class BaselineIT {

    private static final String PIPELINES = "src/main/lakehouse";
    private static final String MODEL = PIPELINES + "/shop/gmv_10min.sql";
    private static final String MODULES = """
              <packaging>pom</packaging>
              <modules>
                <module>shop</module>
                <module>tools</module>
              </modules>
            """;
    private static final String CHANGED = "UNDECLARED shop/gmv_10min [compared with ";

    @ParameterizedTest
    @EnumSource
    void the_newest_release_is_downloaded_once_and_is_there_offline(Maven maven) {
        MavenProject project =
                MavenProject.copyOf("released-shop").inGroupOfItsOwn().with(maven);
        ReleaseRepository releases = releases(project);
        project.replaceInFile(MODEL, "WHERE status = 'PAID'\n", "");
        releases.add("0.9.0", project.path(PIPELINES));
        project.replaceInFile(MODEL, "FROM orders\n", "FROM orders\nWHERE status = 'PAID'\n");
        releases.add("1.0.0", project.path(PIPELINES))
                .add("1.1.0-rc-1", project.path(PIPELINES))
                .add("1.2.0", project.path(PIPELINES));
        project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        String pinned = "-Dlakehouse.baseline=" + releases.reference("1.0.0");
        assertDifferent(project.run(compare("-Dlakehouse.versions=dir:src/main/lakehouse")))
                .outputContains(
                        "The baseline is 1.0.0, the newest release below 1.1.0-SNAPSHOT. To pin it: " + pinned,
                        CHANGED + "1.0.0]",
                        "IDENTICAL shop/orders_by_status [compared with 1.0.0]",
                        "Compared with dir:src/main/lakehouse",
                        "for information: 0 of 2 metrics not identical");

        assertDifferent(project.offline().run(compare())).outputContains("The baseline is 1.0.0", CHANGED + "1.0.0]");
        assertError(project.offline().run(compare("-Dlakehouse.baseline=" + releases.reference("0.9.0"))))
                .outputContains(
                        "released-shop:jar:0.9.0 could not be looked up: Maven is offline", "BASELINE_UNREACHABLE");
    }

    @ParameterizedTest
    @EnumSource
    void when_nobody_can_look_the_build_breaks(Maven maven) throws IOException {
        MavenProject project =
                MavenProject.copyOf("released-shop").inGroupOfItsOwn().with(maven);
        String closed = "http://localhost:" + closedPort() + "/releases";
        project.write("settings.xml", settings(closed, "secret"));
        assertError(project.online().run(compare()))
                .outputContains(
                        "baseline release: the versions of " + project.group()
                                + ":released-shop could not be looked up",
                        closed,
                        "Check the network, and the mirrors and credentials in settings.xml",
                        "BASELINE_UNREACHABLE");
        assertError(project.offline().run(compare()))
                .outputContains(
                        "Maven is offline, and it has not been asked for before in mirror (" + closed + ")",
                        "Run it once without -o",
                        "BASELINE_UNREACHABLE");

        project.write("settings.xml", "<settings />");
        assertError(project.run(compare()))
                .outputContains("the directory of central (", " does not exist", "BASELINE_UNREACHABLE");
    }

    @ParameterizedTest
    @EnumSource
    void a_first_release_has_nothing_to_be_compared_with(Maven maven) {
        MavenProject project =
                MavenProject.copyOf("released-shop").inGroupOfItsOwn().with(maven);
        ReleaseRepository releases = releases(project);
        String nothing = project.group() + ":released-shop has no release below 1.1.0-SNAPSHOT in ";

        project.run(compare()).assertSucceeded().outputContains(nothing, "so there is nothing to compare with yet");
        project.offline().run(compare()).assertSucceeded().outputContains(nothing);
        releases.add("1.0.0-rc.1", project.path(PIPELINES)).add("1.0.0-SNAPSHOT", project.path(PIPELINES));
        project.run(compare())
                .assertSucceeded()
                .outputContains("(only 1.0.0-rc.1, 1.0.0-SNAPSHOT, which are no releases)");
    }

    @ParameterizedTest
    @EnumSource
    void mirrors_and_credentials_are_those_of_the_settings(Maven maven) throws IOException {
        MavenProject project = MavenProject.copyOf("released-shop")
                .inGroupOfItsOwn()
                .with(maven)
                .online();
        ReleaseRepository releases = releases(project).add("1.0.0", project.path(PIPELINES));
        try (ReleaseServer server = ReleaseServer.start(releases.root(), "ann", "secret")) {
            project.write("settings.xml", settings(server.address(), "wrong"));
            assertError(project.run(compare()))
                    .outputContains(
                            "mirror (" + server.address() + ")", "Could not transfer metadata", "BASELINE_UNREACHABLE");

            project.write("settings.xml", settings(server.address(), "secret"));
            project.run(compare())
                    .assertSucceeded()
                    .outputContains("The baseline is 1.0.0", "identical: 2")
                    .outputDoesNotContain("secret");
        }
    }

    @ParameterizedTest
    @EnumSource
    void modules_are_compared_with_their_own_releases(Maven maven) {
        MavenProject project =
                MavenProject.copyOf("released-shop").inGroupOfItsOwn().with(maven);
        ReleaseRepository releases = releases(project).add("1.0.0", project.path(PIPELINES));
        project.replaceInFile("pom.xml", "<artifactId>released-shop</artifactId>", "<artifactId>parent</artifactId>")
                .replaceInFile("pom.xml", "</version>\n\n", "</version>\n" + MODULES + "\n")
                .replaceInFile(
                        "pom.xml",
                        "file://${project.basedir}/releases",
                        releases.root().toUri().toString())
                .write("shop/pom.xml", module(project, "released-shop"))
                .write("tools/pom.xml", module(project, "tools"))
                .move("src", "shop/src")
                .replaceInFile("shop/" + MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        assertDifferent(project.run(compare("-Dlakehouse.failIfNoFixtures=false", "--fail-at-end")))
                .outputContains(
                        "No pipelines and no fixtures here, nothing to compare.",
                        "The baseline is 1.0.0, the newest release below 1.1.0-SNAPSHOT",
                        CHANGED + "1.0.0]",
                        "shop/target/lakehouse/report.json");
    }

    @Test
    void any_artifact_can_be_the_baseline_if_it_is_there() {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        ReleaseRepository releases = releases(project).add("0.1-rc1", project.path(PIPELINES));
        project.replaceInFile("pom.xml", "<artifactId>released-shop</artifactId>", "<artifactId>renamed</artifactId>")
                .replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");

        assertDifferent(project.run(compare("-Dlakehouse.baseline=" + releases.reference("0.1-rc1"))))
                .outputContains(CHANGED + releases.reference("0.1-rc1") + "]");
        assertError(project.run(compare("-Dlakehouse.baseline=" + releases.reference("0.2"))))
                .outputContains("there is no ", "released-shop:jar:0.2 in ", "BASELINE_UNKNOWN");
    }

    @Test
    void a_release_that_cannot_be_used_is_not_passed_over() {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        ReleaseRepository releases = releases(project)
                .add("1.0.0", project.path(PIPELINES))
                .addWithoutPipelines("1.0.1")
                .add("1.0.2", "not a jar".getBytes(StandardCharsets.UTF_8));

        assertError(project.run(compare()))
                .outputContains(
                        "released-shop-1.0.2.jar is broken", "Delete it from the local repository", "BASELINE_BROKEN");
        assertError(project.run(compare("-Dlakehouse.baseline=" + releases.reference("1.0.1"))))
                .outputContains(
                        "1.0.1 holds no pipeline", "<targetPath>lakehouse</targetPath>", "BASELINE_WITHOUT_PIPELINES");
    }

    @ParameterizedTest
    @EnumSource
    void every_revision_of_the_repository_can_be_a_baseline(Maven maven) {
        MavenProject project =
                MavenProject.copyOf("released-shop").inGroupOfItsOwn().with(maven);
        try (GitRepository git = GitRepository.init(project)) {
            git.commit();
            git.tag("v1.0.0");
            project.replaceInFile(MODEL, "COUNT(DISTINCT user_id)", "COUNT(user_id)");
            String second = git.commit();
            git.branch("feature");
            project.replaceInFile(MODEL, "SUM(amount)", "MAX(amount)");
            git.commit();
            git.checkOut("main");
            project.replaceInFile(MODEL, "SUM(amount)", "MIN(amount)");
            git.commit();
            git.checkOut("feature");

            assertDifferent(project.run(compare(
                            "-Dlakehouse.baseline=git:main",
                            "-Dlakehouse.versions=git:merge-base(main),git:v1.0.0,git:" + second + ",git:HEAD")))
                    .outputContains(
                            CHANGED + "git:main]",
                            "columns:  gmv\n",
                            "Compared with git:merge-base(main) (commit " + second + " of ",
                            ", the merge base of HEAD and main) for information: 1 of 2 metrics not identical",
                            "Compared with git:v1.0.0 (commit ",
                            "Compared with git:" + second,
                            "Compared with git:HEAD",
                            "for information: 0 of 2 metrics not identical");
        }
    }

    @Test
    void an_unknown_revision_and_a_missing_repository_are_errors(@TempDir Path elsewhere) throws IOException {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        try (GitRepository git = GitRepository.init(project)) {
            git.commit();
        }
        Files.createDirectories(elsewhere.resolve("shop"));

        assertError(project.run(compare("-Dlakehouse.baseline=git:origin/main")))
                .outputContains("has no revision origin/main", "git fetch --all --tags", "BASELINE_UNKNOWN");
        assertError(project.run(compare("-Dlakehouse.baseline=git:main", "-Dlakehouse.pipelineDirectory=" + elsewhere)))
                .outputContains("there is no git repository in " + elsewhere, "BASELINE_UNKNOWN");
    }

    @Test
    void a_directory_can_be_the_baseline() {
        MavenProject project = MavenProject.copyOf("released-shop").inGroupOfItsOwn();
        MavenProject old = MavenProject.copyOf("released-shop").replaceInFile(MODEL, "10 MINUTE", "5 MINUTE");
        String path = project.directory().relativize(old.directory()).toString();

        assertDifferent(project.with(Maven.OLDEST).run(compare("-Dlakehouse.baseline=dir:" + path)))
                .outputContains(CHANGED + "dir:" + path + "]");
        assertError(project.run(compare("-Dlakehouse.baseline=dir:../nowhere")))
                .outputContains("nowhere does not exist", "BASELINE_UNKNOWN");
        assertError(project.run(compare("-Dlakehouse.baseline=1.0.0")))
                .outputContains("\"1.0.0\" is no baseline. Write release, maven:GROUP:ARTIFACT:VERSION");
    }

    private static ReleaseRepository releases(MavenProject project) {
        return ReleaseRepository.of(project, "released-shop");
    }

    /** The goal, with settings whose mirrors do not stand for the repository of the project. */
    private static String[] compare(String... options) {
        String[] arguments = new String[options.length + 3];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "lakehouse:compare";
        arguments[options.length + 1] = "--settings";
        arguments[options.length + 2] = "settings.xml";
        return arguments;
    }

    private static MavenRun assertDifferent(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoFailureException")
                .outputDoesNotContain("MojoExecutionException", "\tat ");
    }

    private static MavenRun assertError(MavenRun run) {
        return run.assertFailed()
                .outputContains("MojoExecutionException")
                .outputDoesNotContain("MojoFailureException", "\tat ");
    }

    /** Settings that divert the repository of the project. */
    private static String settings(String address, String password) {
        return "<settings><servers><server><id>mirror</id><username>ann</username><password>" + password
                + "</password></server></servers><mirrors><mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>"
                + address + "</url></mirror></mirrors></settings>";
    }

    private static String module(MavenProject parent, String artifact) {
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n  <parent>"
                + "<groupId>" + parent.group() + "</groupId><artifactId>parent</artifactId>"
                + "<version>1.1.0-SNAPSHOT</version></parent>\n  <artifactId>" + artifact
                + "</artifactId>\n</project>\n";
    }

    /** A port of this machine on which nobody listens any more. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
