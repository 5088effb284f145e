package org.lakehousereplay.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * A baseline that was released as a jar with the pipelines in it. Public API: used by front ends, which find the jar.
 *
 * @param reference what the user asked for
 * @param label the label of the baseline
 * @param coordinates group, artifact, type and version of the jar
 * @param version the version of the jar
 * @param jar the file
 */
public record JarBaseline(BaselineReference reference, String label, String coordinates, String version, Path jar) {

    /** Where pipelines are in a jar unless the project says otherwise. */
    public static final String DIRECTORY = "lakehouse";

    private static final String RESOURCES = "<resources>"
            + "<resource><directory>src/main/resources</directory></resource>"
            + "<resource><directory>src/main/lakehouse</directory><targetPath>lakehouse</targetPath></resource>"
            + "</resources>";

    /**
     * Unpacks the pipelines.
     *
     * @param directory where they are in the jar, such as {@link #DIRECTORY}
     * @param target where they go; what is there is replaced once all is unpacked
     * @throws ProblemException when the jar is broken or holds no pipeline
     */
    public Baseline extract(String directory, Path target) {
        return extract(directory, target, StagedDirectory.LIMITS);
    }

    Baseline extract(String directory, Path target, StagedDirectory.Limits limits) {
        if (!Files.isRegularFile(jar)) {
            throw broken("it is not a file", "Have it resolved again");
        }
        try (ZipFile zip = new ZipFile(jar.toFile());
                StagedDirectory staged = StagedDirectory.begin(target, limits)) {
            List<? extends ZipEntry> files =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();
            String prefix = prefix(files, directory.endsWith("/") ? directory : directory + "/");
            Set<String> pipelines = pipelines(files, prefix);
            if (pipelines.isEmpty()) {
                throw withoutPipelines(directory);
            }
            for (ZipEntry file : files) {
                if (isWanted(file.getName(), prefix, pipelines)) {
                    copy(zip, file, file.getName().substring(prefix.length()), staged);
                }
            }
            staged.publish();
        } catch (StagedDirectory.UnsafeContentException unsafe) {
            throw broken(unsafe.getMessage(), "Compare with another version");
        } catch (FileSystemException failure) {
            throw StagedDirectory.notWritable(target, failure);
        } catch (IOException | IllegalArgumentException exception) {
            throw broken(
                    String.valueOf(exception.getMessage()),
                    "Delete it from the local repository, so that it is downloaded again; if it is broken in the remote"
                            + " repository, too, compare with another version");
        }
        return new Baseline(label, coordinates, Optional.of(version), target);
    }

    /**
     * Where the pipelines are. Release candidates of Maven 4 forget the target path of resources, so that what should be
     * in {@code lakehouse/} is at the top of the jars they made.
     */
    private static String prefix(List<? extends ZipEntry> files, String wanted) {
        boolean there = files.stream().anyMatch(file -> file.getName().startsWith(wanted));
        return there || !wanted.equals(DIRECTORY + "/") ? wanted : "";
    }

    /** The names of the pipelines; at the top of a jar, where all kinds of things are, they are known by their sources. */
    private static Set<String> pipelines(List<? extends ZipEntry> files, String prefix) {
        Set<String> names = new HashSet<>();
        for (ZipEntry file : files) {
            String name = file.getName();
            int slash = name.startsWith(prefix) ? name.indexOf('/', prefix.length()) : -1;
            if (slash > prefix.length()
                    && name.charAt(prefix.length()) != '.'
                    && (!prefix.isEmpty() || name.substring(slash).equals("/sources.sql"))) {
                names.add(name.substring(prefix.length(), slash));
            }
        }
        return names;
    }

    /** Below a directory of pipelines everything is wanted, at the top of a jar the pipelines are. */
    private static boolean isWanted(String name, String prefix, Set<String> pipelines) {
        return name.startsWith(prefix)
                && (!prefix.isEmpty() || pipelines.contains(name.substring(0, Math.max(0, name.indexOf('/')))));
    }

    /** Copies a file and compares its checksum, which the reader of the jar leaves to us. */
    private static void copy(ZipFile zip, ZipEntry entry, String name, StagedDirectory staged) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream content = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            staged.write(name, content);
        }
        if (entry.getCrc() != checksum.getValue()) {
            throw new ZipException("the entry " + entry.getName() + " has another checksum than it should have");
        }
    }

    private ProblemException withoutPipelines(String directory) {
        return reference.problem(
                ErrorCode.BASELINE_WITHOUT_PIPELINES,
                coordinates + " holds no pipeline, it has none in " + directory,
                "Package the pipelines of releases to come by " + RESOURCES
                        + " in the build section of pom.xml; compare" + " with this one by git:TAG or dir:PATH");
    }

    private ProblemException broken(String reason, String remedy) {
        return reference.problem(ErrorCode.BASELINE_BROKEN, "the artifact " + jar + " is broken: " + reason, remedy);
    }
}
