package org.lakehousereplay.maven;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells releases from what comes before them, by the words that versions are commonly given. */
final class ReleaseVersions {

    /** A part of a version, such as {@code rc1}, {@code alpha} or the {@code 0b3} of {@code 1.0b3}. */
    private static final Pattern BEFORE_RELEASE = Pattern.compile("\\d*"
            + "((snapshot|alpha|beta|milestone|rc|cr|ea|eap|pre|prerelease|preview|dev|nightly|canary)\\d*"
            + "|[abm]\\d+)");

    /** What a snapshot is called in a remote repository: the time it was deployed, and a number. */
    private static final Pattern DEPLOYED_SNAPSHOT = Pattern.compile(".*\\d{8}\\.\\d{6}-\\d+");

    private static final Pattern SEPARATOR = Pattern.compile("[-._+]");

    private ReleaseVersions() {}

    /** Whether a version is neither a snapshot nor a pre-release. */
    static boolean isRelease(String version) {
        return !DEPLOYED_SNAPSHOT.matcher(version).matches()
                && SEPARATOR
                        .splitAsStream(version.toLowerCase(Locale.ROOT))
                        .noneMatch(part -> BEFORE_RELEASE.matcher(part).matches());
    }
}
