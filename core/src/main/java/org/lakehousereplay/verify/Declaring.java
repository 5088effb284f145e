package org.lakehousereplay.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.caliber.CaliberChangesFile;
import org.lakehousereplay.caliber.Declaration;
import org.lakehousereplay.caliber.DeclarationResult;
import org.lakehousereplay.caliber.JudgedChange;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.run.ComparisonStatus;
import org.lakehousereplay.run.RunReport;
import org.lakehousereplay.run.Status;

/**
 * Writes the changes that a comparison finds as entries of {@code caliber-changes.yaml}, with reasons left to be filled
 * in. Public API.
 */
public final class Declaring {

    private final Project project;
    private final Comparison comparison;

    /**
     * @param project where the files are
     * @param selection which fixtures and metrics are declared
     * @param limits what the run may use
     * @param progress hears how far it is
     * @param settings what the candidate is compared with
     */
    public Declaring(
            Project project, Selection selection, Limits limits, Progress progress, ComparisonSettings settings) {
        this.project = project;
        // Entries say what changed and not where it comes from.
        this.comparison = new Comparison(
                project, selection, limits.withEvidence(Duration.ZERO), progress, settings.withoutExplanations());
    }

    /**
     * What was declared.
     *
     * @param file the changes file
     * @param declaration what became of its entries; empty when nothing could be declared
     * @param report the comparison
     */
    public record Result(Path file, Optional<DeclarationResult> declaration, RunReport report) {}

    /**
     * Compares, and writes the file if it changes. Nothing is written when something could not be compared, which the
     * report tells then, or when nothing has been released.
     *
     * @throws ProblemException when nothing can run, the changes file is broken, or it cannot be written
     */
    public Result run() {
        Comparison.Observation observation = comparison.observe();
        Path file = project.fixtureDirectory().resolve(CaliberChangesFile.NAME);
        RunReport report = observation.report();
        if (report.fixtures().isEmpty() && report.status() != Status.ERROR) {
            throw new ProblemException(Problem.at(
                    Location.of(project.fixtureDirectory()),
                    ErrorCode.FIXTURES_MISSING,
                    "there is no fixture, so no change can be observed",
                    "Write one, or check lakehouse.fixtureDirectory"));
        }
        boolean unknown = report.status() == Status.ERROR
                || report.comparison().orElseThrow().status() == ComparisonStatus.ERROR;
        if (unknown || observation.circumstances().isEmpty()) {
            return new Result(file, Optional.empty(), report);
        }
        List<JudgedChange> changes = report.comparison().orElseThrow().baselines().get(0).metrics().stream()
                .flatMap(metric -> metric.changes().stream())
                .toList();
        DeclarationResult declaration = Declaration.of(
                observation.entries(), changes, observation.circumstances().get());
        if (declaration.changesFile()) {
            write(file, declaration.text());
        }
        return new Result(file, Optional.of(declaration), report);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            AtomicText.write(file, text);
        } catch (IOException exception) {
            throw new ProblemException(Problem.at(
                    Location.of(file),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the changes file cannot be written: " + exception.getMessage(),
                    ""));
        }
    }
}
