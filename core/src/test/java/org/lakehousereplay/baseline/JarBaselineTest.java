package org.lakehousereplay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lakehousereplay.diagnostic.ProblemException;

final class JarBaselineTest {

    private static final String COORDINATES = "com.example:metrics:jar:1.0.0";
    private static final StagedDirectory.Limits LIMITS = new StagedDirectory.Limits(3, 1 << 20);

    @TempDir
    private Path directory;

    private Path jar;
    private Path target;

    @BeforeEach
    void places() {
        jar = directory.resolve("metrics-1.0.0.jar");
        target = directory.resolve("target/baseline");
    }

    @Test
    void the_pipelines_are_unpacked_and_nothing_else() throws IOException {
        write(
                "META-INF/MANIFEST.MF",
                "",
                "lakehouse/",
                "",
                "lakehouse/shop/dwd/a.sql",
                "SELECT 1\r\n",
                "lakehouses/b",
                "");

        Baseline baseline = extract("lakehouse");

        assertThat(baseline).isEqualTo(new Baseline("1.0.0", COORDINATES, Optional.of("1.0.0"), target));
        assertThat(target.resolve("shop/dwd/a.sql")).hasContent("SELECT 1\r\n");
        assertThat(target).isDirectoryNotContaining("glob:**/b");
        assertThat(directory.resolve("target")).isDirectoryContaining("glob:**/baseline");
        assertNothingUnfinished();
    }

    @Test
    void what_was_unpacked_before_is_replaced() throws IOException {
        Files.createDirectories(target.resolve("old"));
        Files.createFile(target.resolve("old/a.sql"));
        write("lakehouse/shop/a.sql", "SELECT 1");

        extract("lakehouse");

        assertThat(target.resolve("old")).doesNotExist();
        assertThat(target.resolve("shop/a.sql")).exists();
    }

    @Test
    void the_directory_in_the_jar_can_be_chosen() throws IOException {
        write("sql/metrics/shop/a.sql", "SELECT 1");

        assertThat(extract("sql/metrics").pipelineDirectory().resolve("shop/a.sql"))
                .exists();
    }

    @Test
    void pipelines_at_the_top_of_a_jar_are_known_by_their_sources() throws IOException {
        write(
                "shop/sources.sql",
                "",
                "shop/dwd/a.sql",
                "SELECT 1",
                "com/example/A.class",
                "",
                "b.sql",
                "",
                "/c.sql",
                "");

        extract("lakehouse");

        assertThat(target.resolve("shop/dwd/a.sql")).hasContent("SELECT 1");
        assertThat(target.toFile().list()).containsExactly("shop");
    }

    @Test
    void a_jar_without_pipelines_tells_how_to_package_them() throws IOException {
        write("META-INF/MANIFEST.MF", "", "lakehouse/README.md", "", "lakehouse/.hidden/a", "");

        assertRefused(
                () -> extract("lakehouse"),
                "baseline release: com.example:metrics:jar:1.0.0 holds no pipeline, it has none in lakehouse."
                        + " Package the pipelines of releases to come by"
                        + " <resources><resource><directory>src/main/resources</directory></resource>"
                        + "<resource><directory>src/main/lakehouse</directory><targetPath>lakehouse</targetPath></resource>"
                        + "</resources> in the build section of pom.xml; compare with this one by git:TAG or dir:PATH."
                        + " [BASELINE_WITHOUT_PIPELINES]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.sql",
                "shop/../../evil.sql",
                "/evil.sql",
                "shop//evil.sql",
                "shop/./evil.sql",
                "..\\evil.sql",
                "C:evil.sql",
                "shop/a\nb.sql"
            })
    void a_name_that_leads_elsewhere_is_refused(String name) throws IOException {
        write("lakehouse/shop/a.sql", "SELECT 1", "lakehouse/" + name, "SELECT 2");

        assertBroken("it holds a file whose name leads elsewhere: " + name, "Compare with another version");
        assertThat(directory.resolve("evil.sql")).doesNotExist();
        assertThat(directory.resolve("target/evil.sql")).doesNotExist();
    }

    @Test
    void a_file_in_the_place_of_a_directory_is_refused() throws IOException {
        write("lakehouse/shop/a", "SELECT 1", "lakehouse/shop/a/b.sql", "SELECT 2");

        assertBroken("it holds a file and a directory of one name: shop/a/b.sql", "Compare with another version");
    }

    @Test
    void more_than_the_limits_is_refused() throws IOException {
        write("lakehouse/shop/a.sql", " ".repeat(1 << 19), "lakehouse/shop/b.sql", " ".repeat(1 << 19) + "x");
        assertBroken("its files have more than 1 MB in total", "Compare with another version");

        write("lakehouse/s/a", "", "lakehouse/s/b", "", "lakehouse/s/c", "", "lakehouse/s/d", "");
        assertBroken("it holds more than 3 files", "Compare with another version");
    }

    @Test
    void a_truncated_jar_is_broken() throws IOException {
        write("lakehouse/shop/a.sql", "SELECT 1");
        byte[] whole = Files.readAllBytes(jar);

        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
            Files.write(jar, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> extract("lakehouse"))
                    .as("%s of %s bytes", length, whole.length)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("baseline release: the artifact " + jar + " is broken: ")
                    .hasMessageEndingWith(" Delete it from the local repository, so that it is downloaded again; if it"
                            + " is broken in the remote repository, too, compare with another version."
                            + " [BASELINE_BROKEN]");
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void no_damaged_byte_goes_unnoticed() throws IOException {
        String sql = "SELECT 1 + 1 AS two";
        writeStored("lakehouse/shop/a.sql", sql.getBytes(StandardCharsets.US_ASCII));
        byte[] whole = Files.readAllBytes(jar);
        int directoryOfTheJar = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");

        for (int position = 0; position < directoryOfTheJar; position++) {
            byte[] damaged = whole.clone();
            damaged[position] ^= 0x10;
            Files.write(jar, damaged);
            try {
                extract("lakehouse");
                assertThat(target.resolve("shop/a.sql")).as("byte %s", position).hasContent(sql);
            } catch (ProblemException told) {
                assertThat(told.problems()).hasSize(1);
            }
        }
    }

    @Test
    void a_changed_file_is_told_by_its_checksum() throws IOException {
        writeStored("lakehouse/shop/a.sql", "SELECT 1".getBytes(StandardCharsets.US_ASCII));
        String text = Files.readString(jar, StandardCharsets.ISO_8859_1);
        Files.writeString(jar, text.replace("SELECT 1", "SELECT 2"), StandardCharsets.ISO_8859_1);

        assertBroken(
                "the entry lakehouse/shop/a.sql has another checksum than it should have",
                "Delete it from the local repository, so that it is downloaded again; if it is broken in the remote"
                        + " repository, too, compare with another version");
    }

    @Test
    void a_jar_that_is_not_there_is_told() {
        assertBroken("it is not a file", "Have it resolved again");
    }

    @Test
    void a_target_that_cannot_be_written_is_told() throws IOException {
        write("lakehouse/shop/a.sql", "SELECT 1");
        Files.createFile(directory.resolve("target"));

        assertThatThrownBy(() -> extract("lakehouse"))
                .isInstanceOf(ProblemException.class)
                .hasMessage(target + ": the baseline cannot be written here: " + directory.resolve("target")
                        + ". Clear the place, or choose another -Dlakehouse.outputDirectory. [OUTPUT_NOT_WRITABLE]");
    }

    private Baseline extract(String inJar) {
        return new JarBaseline(new BaselineReference.Release(), "1.0.0", COORDINATES, "1.0.0", jar)
                .extract(inJar, target, LIMITS);
    }

    private void assertBroken(String reason, String remedy) {
        assertRefused(
                () -> extract("lakehouse"),
                "baseline release: the artifact " + jar + " is broken: " + reason + ". " + remedy
                        + ". [BASELINE_BROKEN]");
    }

    private void assertRefused(ThrowingCallable extraction, String message) {
        assertThatThrownBy(extraction).isInstanceOf(ProblemException.class).hasMessage(message);
        assertThat(target).doesNotExist();
        assertNothingUnfinished();
    }

    private void assertNothingUnfinished() {
        if (Files.exists(directory.resolve("target"))) {
            assertThat(directory.resolve("target")).isDirectoryNotContaining("glob:**unfinished*");
        }
    }

    /** Writes a jar of names and contents in turns. */
    private void write(String... namesAndContents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (int index = 0; index < namesAndContents.length; index += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[index]));
                zip.write(namesAndContents[index + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void writeStored(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(entry);
            zip.write(content);
        }
    }
}
