package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;

/** What is wrong with entries, held against the changes that are observed. */
final class EntryChecks {

    private static final String DECLARE = "run mvn lakehouse:declare";

    private final List<CaliberChange> observed;
    private final Circumstances circumstances;

    EntryChecks(List<CaliberChange> observed, Circumstances circumstances) {
        this.observed = observed;
        this.circumstances = circumstances;
    }

    /** What is wrong with an entry that was decided against the baseline in use. */
    List<Problem> check(DeclaredChange entry) {
        List<Shown> all = parts(entry);
        List<Shown> parts = all.stream().filter(part -> part.isMeantBy(entry)).toList();
        List<Problem> problems = new ArrayList<>();
        if (parts.isEmpty() && !circumstances.partial()) {
            problems.add(stale(entry, all));
            return problems;
        }
        if (entry.reason().isBlank()) {
            problems.add(problem(
                    entry,
                    ErrorCode.CHANGE_UNFINISHED,
                    subject(entry) + " has no reason",
                    "Write behind `reason:` why the metric may change"));
        }
        if (Coverage.hasExpired(entry, circumstances.today())) {
            problems.add(problem(
                    entry,
                    ErrorCode.CHANGE_EXPIRED,
                    subject(entry) + " expired on " + entry.expires().orElseThrow(),
                    "Decide again and write a later day behind `expires:`, or take the change back"));
        }
        // The day of the author can be one ahead of the day in UTC.
        if (entry.decidedOn()
                .filter(circumstances.today().plusDays(1)::isBefore)
                .isPresent()) {
            problems.add(problem(
                    entry,
                    ErrorCode.CHANGE_INVALID,
                    subject(entry) + " was decided on " + entry.decidedOn().orElseThrow() + ", which is yet to come",
                    "Write the day of the decision behind `decidedOn:`"));
        }
        if (!circumstances.partial()) {
            tooBroad(entry, parts).ifPresent(problems::add);
        }
        return problems;
    }

    /** What is wrong with an entry that was decided against another release. */
    Optional<Problem> overtaken(DeclaredChange entry) {
        if (circumstances.partial()) {
            return Optional.empty();
        }
        return Optional.of(problem(
                entry,
                ErrorCode.CHANGE_STALE,
                subject(entry) + " was decided against " + entry.baseline() + ", the baseline is "
                        + circumstances.baseline() + " now",
                "Remove it, or " + DECLARE));
    }

    private Problem stale(DeclaredChange entry, List<Shown> elsewhere) {
        if (!elsewhere.isEmpty()) {
            String where = Coverage.some(elsewhere.stream().map(Shown::name).toList());
            return problem(
                    entry,
                    ErrorCode.CHANGE_STALE,
                    subject(entry) + " matches nothing: the change is observed on " + where + " only",
                    "Correct the entry, or " + DECLARE);
        }
        if (!circumstances.knowsMetric(entry)) {
            String guess = Spelling.didYouMean(entry.subject(), circumstances.metrics());
            return problem(
                    entry,
                    ErrorCode.CHANGE_STALE,
                    subject(entry) + " matches nothing: neither version has such a metric",
                    guess.isEmpty() ? "Remove it, or " + DECLARE : guess);
        }
        String others = observed.stream()
                .filter(change -> change.subject().equalsIgnoreCase(entry.subject()))
                .map(change -> change.kind().label())
                .distinct()
                .collect(Collectors.joining(", "));
        return problem(
                entry,
                ErrorCode.CHANGE_STALE,
                subject(entry) + " matches nothing: "
                        + (others.isEmpty()
                                ? "the metric is the same as in " + circumstances.baseline()
                                : "what is observed of the metric is " + others),
                "Remove it, or " + DECLARE);
    }

    private static Optional<Problem> tooBroad(DeclaredChange entry, List<Shown> parts) {
        Excess excess = Excess.of(entry, parts);
        if (excess.phrases().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(problem(
                entry,
                ErrorCode.CHANGE_TOO_BROAD,
                subject(entry) + " allows more than what is observed: " + Coverage.some(excess.phrases()),
                "Write " + excess.remedy() + ", or " + DECLARE));
    }

    private List<Shown> parts(DeclaredChange entry) {
        return observed.stream()
                .filter(entry::isAbout)
                .flatMap(change -> Shown.of(change).stream())
                .toList();
    }

    private static String subject(DeclaredChange entry) {
        return "The entry for " + entry.kind().label() + " of " + entry.subject();
    }

    private static Problem problem(DeclaredChange entry, ErrorCode code, String message, String remedy) {
        return Problem.at(entry.location(), code, message, remedy);
    }
}
