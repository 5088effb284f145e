package org.lakehousereplay.maven;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.baseline.Baseline;
import org.lakehousereplay.baseline.BaselineReference;
import org.lakehousereplay.verify.ShrinkProgress;
import org.lakehousereplay.verify.ShrinkResult;
import org.lakehousereplay.verify.ShrinkSettings;
import org.lakehousereplay.verify.Shrinking;

/**
 * Reduces the input of a fixture to the few rows that a wrong result needs, and writes them as a fixture of their own.
 * Without {@code lakehouse.baseline} it holds on to the first row that {@code verify} finds wrong, with it to a
 * difference between that version and the pipelines. The first fixture and metric that are wrong are shrunk; choose by
 * {@code lakehouse.fixture} and {@code lakehouse.metric}.
 */
@Mojo(name = "shrink", threadSafe = true)
public final class ShrinkMojo extends AbstractBaselineMojo {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * The version from which the metric differs, in the notation of the goal {@code compare}. What {@code verify} finds
     * wrong is shrunk, when empty.
     */
    @Parameter(property = "lakehouse.baseline")
    private String baseline = "";

    /** The name of the new fixture; that of the old one with {@code -shrunk}, when empty. */
    @Parameter(property = "lakehouse.shrunkName")
    private String shrunkName = "";

    /** How many seconds it may take. The smallest input that was found until then is written. */
    @Parameter(property = "lakehouse.shrinkTimeout", defaultValue = "60")
    private long shrinkTimeout;

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    private List<?> reactorProjects = List.of();

    @Override
    void run() throws MojoExecutionException {
        if (hasNoFiles() && (isParent() || reactorProjects.size() > 1)) {
            getLog().info("No pipelines and no fixtures here, nothing to shrink.");
            return;
        }
        if (shrinkTimeout < 1) {
            throw new MojoExecutionException(
                    "lakehouse.shrinkTimeout is " + shrinkTimeout + ". Give a number of seconds of at least 1.");
        }
        Optional<Baseline> older = baseline.isBlank()
                ? Optional.empty()
                : Optional.of(broughtBaselines().bring(BaselineReference.parse(baseline)));
        Optional<String> name = shrunkName.isBlank() ? Optional.empty() : Optional.of(shrunkName.strip());
        ShrinkSettings settings = new ShrinkSettings(older, name, Duration.ofSeconds(shrinkTimeout));
        tell(new Shrinking(project(outputDirectory()), selection(), limits(), settings, shrinkProgress()).run());
    }

    private void tell(ShrinkResult result) {
        getLog().info(result.metric() + " [" + result.fixture() + "]: " + result.rows() + " of " + result.rowsBefore()
                + " rows are left, and " + result.held() + " (" + result.trials() + " replays)");
        if (!result.minimal()) {
            getLog().warn("The time was spent before each row was tried alone, so fewer rows may do."
                    + " Raise -Dlakehouse.shrinkTimeout to go on.");
        }
        getLog().info("Written: " + shown(result.directory()));
        getLog().info(
                        "It is wrong in the same way as the fixture it was made from. Look at it, correct what is to blame,"
                                + " and then keep it or delete it.");
    }

    /** Prints how far it is every few seconds, so that a short run prints nothing. */
    private ShrinkProgress shrinkProgress() {
        AtomicLong last = new AtomicLong(System.nanoTime());
        return (rows, replays) -> {
            long now = System.nanoTime();
            if (now - last.get() >= INTERVAL_NANOS) {
                last.set(now);
                getLog().info(rows + " rows left after " + replays + " replays");
            }
        };
    }
}
