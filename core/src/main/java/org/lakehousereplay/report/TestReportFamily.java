package org.lakehousereplay.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.lakehousereplay.run.RunReport;

/**
 * The test reports of a goal. Goals of the same build write into one directory, and none may touch what another one
 * wrote.
 */
enum TestReportFamily {
    /** What the fixtures expect. */
    VERIFICATION("lakehouse"),
    /** How the candidate compares with other versions. */
    COMPARISON("lakehouse-compare"),
    /** What the fixtures would miss. */
    MUTATION("lakehouse-mutate");

    private static final String PREFIX = "TEST-";
    private static final String SUFFIX = ".xml";
    private static final int NAME_LENGTH = 100;
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0," + (NAME_LENGTH - 1) + "}");
    private static final Pattern UNSAFE_CHARACTER = Pattern.compile("[^A-Za-z0-9_.-]");

    private final String root;

    TestReportFamily(String root) {
        this.root = root;
    }

    /** The family that tells about a run. */
    static TestReportFamily of(RunReport report) {
        if (!report.mutation().isEmpty()) {
            return MUTATION;
        }
        return report.comparison().isPresent() ? COMPARISON : VERIFICATION;
    }

    /** The name of the suite of the project as a whole. */
    String suite() {
        return root;
    }

    /** The name of the suite of a pipeline, fit to be shown. */
    String suite(String pipeline) {
        return root + "." + VisibleText.ofName(pipeline);
    }

    /** The name of the file of the project as a whole. */
    String fileName() {
        return PREFIX + root + SUFFIX;
    }

    /** The name of the file of a pipeline: ASCII, and different for different pipelines. */
    String fileName(String pipeline) {
        if (SAFE_NAME.matcher(pipeline).matches()) {
            return PREFIX + root + "." + pipeline + SUFFIX;
        }
        String readable = UNSAFE_CHARACTER.matcher(pipeline).replaceAll("_");
        // No safe name holds a tilde, so this one cannot be the name of another pipeline.
        return PREFIX + root + "." + readable.substring(0, Math.min(readable.length(), NAME_LENGTH)) + "~"
                + digest(pipeline) + SUFFIX;
    }

    /** Whether a file could be one of this family; whether it is ours at all, its {@link TestSuite#MARKER} tells. */
    boolean hasName(String fileName) {
        return fileName.equals(fileName()) || fileName.startsWith(PREFIX + root + ".") && fileName.endsWith(SUFFIX);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
