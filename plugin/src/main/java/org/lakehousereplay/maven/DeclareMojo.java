package org.lakehousereplay.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.lakehousereplay.caliber.DeclarationResult;
import org.lakehousereplay.caliber.DeclaredChange;
import org.lakehousereplay.report.ComparisonSummary;
import org.lakehousereplay.verify.ComparisonSettings;
import org.lakehousereplay.verify.Declaring;

/**
 * Writes the changes that {@code compare} finds as entries of {@code caliber-changes.yaml}. The reason of a new entry is
 * left empty, and {@code compare} goes on breaking the build until somebody fills it in. Entries that are there are
 * fitted to what is observed and keep their reasons; entries that match nothing any more are removed.
 */
@Mojo(name = "declare", threadSafe = true)
public final class DeclareMojo extends AbstractComparisonMojo {

    @Parameter(defaultValue = "${reactorProjects}", readonly = true)
    private List<?> reactorProjects = List.of();

    @Override
    void run() throws MojoExecutionException {
        if (hasNoFiles() && (isParent() || reactorProjects.size() > 1)) {
            getLog().info("No pipelines and no fixtures here, nothing to declare.");
            return;
        }
        ComparisonSettings settings = comparisonSettings();
        if (settings.gate().isEmpty()) {
            getLog().info(settings.note() + ", and nothing to declare.");
            return;
        }
        Declaring.Result result =
                new Declaring(project(outputDirectory()), selection(), limits(), progress(), settings).run();
        if (result.declaration().isEmpty()) {
            print(ComparisonSummary.lines(result.report()));
            throw new MojoExecutionException("Nothing was declared, because not everything could be compared."
                    + " Mend what the messages above name, and declare again.");
        }
        tell(result.declaration().get(), shown(result.file()));
    }

    private void tell(DeclarationResult declaration, String file) {
        if (!declaration.changesFile()) {
            getLog().info("Every change is declared in " + file + " as it is observed, nothing was written.");
            return;
        }
        declaration.added().forEach(entry -> getLog().info("added    " + title(entry)));
        declaration.updated().forEach(entry -> getLog().info("fitted   " + title(entry)));
        declaration.removed().forEach(entry -> getLog().info(
                        "removed  " + title(entry) + ", which is not there any more"));
        getLog().info("Written: " + file);
        long unfinished = declaration.added().stream()
                .filter(entry -> entry.reason().isBlank())
                .count();
        if (unfinished > 0) {
            getLog().info("Fill in the reason of " + (unfinished == 1 ? "the new entry" : "each new entry")
                    + " and commit the file. Until then mvn lakehouse:compare breaks the build.");
        }
    }

    private static String title(DeclaredChange entry) {
        return entry.pipeline() + "/" + entry.metric() + " " + entry.kind().label() + " since " + entry.baseline();
    }
}
