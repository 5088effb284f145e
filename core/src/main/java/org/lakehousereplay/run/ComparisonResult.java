package org.lakehousereplay.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.caliber.ChangeLevel;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;

/**
 * How the candidate compares with other versions. Public API: read by renderers.
 *
 * @param gate the label of the baseline whose changes must be declared; empty when nothing has been released yet
 * @param note what the reader must know about the choice of the baseline, a sentence; may be empty
 * @param breakOn the lowest level of change that must be declared
 * @param baselines the results by baseline, the gate first
 * @param entryProblems what is wrong with the entries of the changes file: stale, expired, too broad, unfinished
 * @param versionBump what is wrong with the project's version in view of the changes, if something is
 */
public record ComparisonResult(
        Optional<String> gate,
        String note,
        ChangeLevel breakOn,
        List<BaselineResult> baselines,
        List<Problem> entryProblems,
        Optional<VersionBump> versionBump) {

    private static final Set<ErrorCode> DO_NOT_HOLD = Set.of(
            ErrorCode.CHANGE_STALE, ErrorCode.CHANGE_TOO_BROAD, ErrorCode.CHANGE_EXPIRED, ErrorCode.CHANGE_UNFINISHED);

    public ComparisonResult {
        baselines = List.copyOf(baselines);
        entryProblems = List.copyOf(entryProblems);
    }

    /** The same with what is told of the pipelines of each baseline, by its label. */
    public ComparisonResult withPipelines(Map<String, List<PipelineVersion>> byLabel) {
        List<BaselineResult> told = baselines.stream()
                .map(baseline -> baseline.withPipelines(byLabel.getOrDefault(baseline.label(), List.of())))
                .toList();
        return new ComparisonResult(gate, note, breakOn, told, entryProblems, versionBump);
    }

    /** The baseline whose changes must be declared. */
    public Optional<BaselineResult> gateBaseline() {
        return baselines.stream()
                .filter(baseline -> gate.equals(Optional.of(baseline.label())))
                .findFirst();
    }

    /** The baselines that are shown and do not count. */
    public List<BaselineResult> furtherBaselines() {
        return baselines.stream()
                .filter(baseline -> !gate.equals(Optional.of(baseline.label())))
                .toList();
    }

    /** The worst status of the gate and of the entries; other baselines are shown and do not count. */
    public ComparisonStatus status() {
        ComparisonStatus status = statusOfEntries();
        return gateBaseline().map(BaselineResult::status).orElse(status).worse(status);
    }

    /** An entry that can be read and does not hold is stale; a file that cannot be read is an error. */
    private ComparisonStatus statusOfEntries() {
        if (entryProblems.isEmpty()) {
            return ComparisonStatus.IDENTICAL;
        }
        return entryProblems.stream().map(Problem::code).allMatch(DO_NOT_HOLD::contains)
                ? ComparisonStatus.STALE
                : ComparisonStatus.ERROR;
    }

    /** Whether the build breaks. */
    public boolean breaks() {
        return status().compareTo(ComparisonStatus.STALE) >= 0
                || versionBump.filter(VersionBump::breaks).isPresent();
    }
}
