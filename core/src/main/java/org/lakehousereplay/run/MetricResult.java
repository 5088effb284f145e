package org.lakehousereplay.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.compare.Finding;
import org.lakehousereplay.diagnostic.Problem;

/**
 * What a metric did on a fixture.
 *
 * @param metric the name of the metric
 * @param modelFile the SQL file
 * @param expectedFile the file with the expected rows; empty when nothing is asserted
 * @param keyColumns the declared key
 * @param status how it came out
 * @param expectedRows how many rows were expected, 0 when unknown
 * @param actualRows how many rows came out, 0 when unknown
 * @param checks what came of the checks it declares, in declared order; empty when there is no output
 * @param laws what came of the laws that are declared for it; empty when there is no output
 * @param findings the differences; not empty exactly when the status is FAILED
 * @param problems what went wrong; not empty exactly when the status is ERROR
 * @param notes what is worth knowing besides
 */
public record MetricResult(
        String metric,
        Path modelFile,
        Optional<Path> expectedFile,
        List<String> keyColumns,
        Status status,
        long expectedRows,
        long actualRows,
        List<CheckResult> checks,
        List<LawResult> laws,
        List<Finding> findings,
        List<Problem> problems,
        List<Note> notes) {

    public MetricResult {
        notes = List.copyOf(notes);
        keyColumns = List.copyOf(keyColumns);
        checks = List.copyOf(checks);
        laws = List.copyOf(laws);
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
        if (findings.isEmpty() == (status == Status.FAILED)) {
            throw new IllegalArgumentException("findings and FAILED go together: " + status + " " + findings);
        }
        if (problems.isEmpty() == (status == Status.ERROR)) {
            throw new IllegalArgumentException("problems and ERROR go together: " + status + " " + problems);
        }
    }

    /** The result of a metric that declares no checks. */
    public MetricResult(
            String metric,
            Path modelFile,
            Optional<Path> expectedFile,
            List<String> keyColumns,
            Status status,
            long expectedRows,
            long actualRows,
            List<Finding> findings,
            List<Problem> problems) {
        this(
                metric,
                modelFile,
                expectedFile,
                keyColumns,
                status,
                expectedRows,
                actualRows,
                List.of(),
                findings,
                problems);
    }

    /** The result of a metric for which no laws are declared. */
    public MetricResult(
            String metric,
            Path modelFile,
            Optional<Path> expectedFile,
            List<String> keyColumns,
            Status status,
            long expectedRows,
            long actualRows,
            List<CheckResult> checks,
            List<Finding> findings,
            List<Problem> problems) {
        this(
                metric,
                modelFile,
                expectedFile,
                keyColumns,
                status,
                expectedRows,
                actualRows,
                checks,
                List.of(),
                findings,
                problems,
                List.of());
    }

    /** The same result under another name. */
    public MetricResult named(String name) {
        return new MetricResult(
                name,
                modelFile,
                expectedFile,
                keyColumns,
                status,
                expectedRows,
                actualRows,
                checks,
                laws,
                findings,
                problems,
                notes);
    }
}
