package org.lakehousereplay.baseline;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/** Reads what users write for a baseline. */
final class ReferenceText {

    /** How a reference to a merge base begins; a closing parenthesis ends it. */
    static final String MERGE_BASE = "merge-base(";

    /** What Maven allows in a group, an artifact or a version; a range or a property that was not set is none. */
    private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_.+-]+");

    /** Words that Maven takes for whatever is newest, in ways that its versions do not agree about. */
    private static final Set<String> MOVING_VERSIONS = Set.of("RELEASE", "LATEST");

    private ReferenceText() {}

    static BaselineReference parse(String text) {
        String stripped = text.strip();
        if (stripped.equals("release")) {
            return new BaselineReference.Release();
        }
        int colon = stripped.indexOf(':');
        String rest = stripped.substring(colon + 1).strip();
        if (colon < 0 || rest.isEmpty() || rest.chars().anyMatch(Character::isISOControl)) {
            throw invalid(stripped);
        }
        return switch (stripped.substring(0, colon)) {
            case "maven" -> artifact(stripped, rest.split(":", -1));
            case "git" -> git(stripped, rest);
            case "dir" -> directory(stripped, rest);
            default -> throw invalid(stripped);
        };
    }

    private static BaselineReference artifact(String text, String[] parts) {
        if (parts.length < 2 || parts.length > 3) {
            throw invalid(text);
        }
        for (String part : parts) {
            if (!COORDINATE.matcher(part).matches() || MOVING_VERSIONS.contains(part)) {
                throw invalid(text);
            }
        }
        return new BaselineReference.Artifact(
                parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    private static BaselineReference git(String text, String revision) {
        BaselineReference.Git reference = new BaselineReference.Git(revision);
        if (revision.startsWith(MERGE_BASE)
                && (!revision.endsWith(")")
                        || reference.mergeBaseWith().orElseThrow().isEmpty())) {
            throw invalid(text);
        }
        return reference;
    }

    private static BaselineReference directory(String text, String path) {
        try {
            return new BaselineReference.Directory(Path.of(path));
        } catch (InvalidPathException exception) {
            throw invalid(text);
        }
    }

    private static ProblemException invalid(String text) {
        return new ProblemException(Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                "\"" + text + "\" is no baseline",
                "Write release, maven:GROUP:ARTIFACT:VERSION, maven:GROUP:ARTIFACT for its newest release,"
                        + " git:REVISION, git:merge-base(REVISION) or dir:PATH"));
    }
}
