package org.lakehousereplay.maven;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.verify.ComparisonSettings;

/** The parameters of the goals that compare the pipelines with older versions. Not an API. */
abstract class AbstractComparisonMojo extends AbstractBaselineMojo {

    /**
     * The version that the pipelines are compared with: {@code release}, the newest release of the project below its own
     * version; {@code maven:GROUP:ARTIFACT:VERSION}, a released artifact; {@code git:REVISION}, a branch, tag or hash,
     * or {@code git:merge-base(origin/main)}; or {@code dir:PATH}, a directory of pipelines or a project.
     */
    @Parameter(property = "lakehouse.baseline", defaultValue = "release")
    private String baseline;

    /**
     * Further versions, in the notation of {@code lakehouse.baseline}, that are replayed and shown beside the baseline.
     * Their differences need not be declared.
     */
    @Parameter(property = "lakehouse.versions")
    private List<String> versions = List.of();

    /** The lowest level of change that must be declared: {@code patch}, {@code minor} or {@code major}. */
    @Parameter(property = "lakehouse.breakOn", defaultValue = "major")
    private String breakOn;

    /**
     * What becomes of a project version that promises less change than there is, such as 1.0.1 for a major change of
     * 1.0.0: {@code break} breaks the build, {@code warn} tells it, {@code ignore} does neither.
     */
    @Parameter(property = "lakehouse.versionBump", defaultValue = "warn")
    private String versionBump;

    /**
     * How many seconds the search for the rows behind the differences may take; with 0 nothing is searched. What was not
     * explained in time is told as such.
     */
    @Parameter(property = "lakehouse.explain", defaultValue = "20")
    private long explain;

    /**
     * How many seconds the search may take for inputs on which the versions differ though no fixture shows it; with 0
     * nothing is searched. Where the SQL is the same, or a fixture shows a difference, nothing is searched either.
     */
    @Parameter(property = "lakehouse.search", defaultValue = "10")
    private long search;

    /** What the pipelines are compared with, brought from where it is. */
    final ComparisonSettings comparisonSettings() throws MojoExecutionException {
        if (explain < 0) {
            throw new MojoExecutionException(
                    "lakehouse.explain is " + explain + ". Give a number of seconds, or 0 for no search.");
        }
        if (search < 0) {
            throw new MojoExecutionException(
                    "lakehouse.search is " + search + ". Give a number of seconds, or 0 for no search.");
        }
        ChangeLevel level = ChangeLevel.of(breakOn)
                .orElseThrow(() -> unknown("lakehouse.breakOn", breakOn, labels(ChangeLevel.values())));
        ComparisonSettings.BumpCheck bump = Arrays.stream(ComparisonSettings.BumpCheck.values())
                .filter(check -> check.name().equalsIgnoreCase(versionBump.strip()))
                .findFirst()
                .orElseThrow(() ->
                        unknown("lakehouse.versionBump", versionBump, labels(ComparisonSettings.BumpCheck.values())));
        BroughtBaselines brought = broughtBaselines();
        BaselineReference reference = BaselineReference.parse(baseline);
        List<BaselineReference> others =
                withoutBlanks(versions).stream().map(BaselineReference::parse).toList();
        Optional<Baseline> gate = Optional.empty();
        String note = "";
        if (reference instanceof BaselineReference.Release release) {
            BaselineSearch releases = brought.search(release);
            if (releases instanceof BaselineSearch.Found found) {
                gate = Optional.of(found.baseline());
            } else if (releases instanceof BaselineSearch.NothingReleased nothing) {
                note = note(nothing);
            }
        } else {
            gate = Optional.of(brought.bring(reference));
        }
        List<Baseline> beside = new ArrayList<>();
        for (BaselineReference other : others) {
            beside.add(brought.bring(other));
        }
        return new ComparisonSettings(
                gate,
                note,
                beside,
                level,
                Optional.ofNullable(projectVersion()),
                bump,
                LocalDate.now(ZoneOffset.UTC),
                Duration.ofSeconds(explain),
                Duration.ofSeconds(search));
    }

    private static ProblemException unknown(String property, String value, String known) {
        return new ProblemException(
                Problem.of(ErrorCode.CONFIGURATION_INVALID, property + " is " + value, "Give one of " + known));
    }

    private static String labels(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
