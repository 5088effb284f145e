package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.Problem;

/**
 * Which of the changes against one baseline have been decided, and what is wrong with the entries that decide them.
 * Public API: used by whoever compares versions.
 *
 * @param changes the changes in the given order, each with its standing
 * @param problems what is wrong with entries, in the order of the file
 * @param elsewhere the entries that were decided against a baseline of another sort, such as {@code git:main} while a
 *     release is the baseline; this comparison says nothing about them
 */
public record Judgement(List<JudgedChange> changes, List<Problem> problems, List<DeclaredChange> elsewhere) {

    public Judgement {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * Judges.
     *
     * @param observed the changes of all metrics against the baseline
     * @param entries the sound entries of the changes file
     * @param circumstances what else it depends on
     */
    public static Judgement of(
            List<CaliberChange> observed, List<DeclaredChange> entries, Circumstances circumstances) {
        List<DeclaredChange> concerned =
                entries.stream().filter(circumstances::concern).toList();
        List<JudgedChange> changes = new ArrayList<>();
        for (CaliberChange change : observed) {
            changes.add(judge(
                    change,
                    concerned.stream().filter(entry -> entry.isAbout(change)).toList(),
                    circumstances));
        }
        EntryChecks checks = new EntryChecks(observed, circumstances);
        List<Problem> problems = new ArrayList<>();
        List<DeclaredChange> elsewhere = new ArrayList<>();
        for (DeclaredChange entry : entries) {
            if (circumstances.concern(entry)) {
                problems.addAll(checks.check(entry));
            } else if (circumstances.overtook(entry)) {
                checks.overtaken(entry).ifPresent(problems::add);
            } else {
                elsewhere.add(entry);
            }
        }
        return new Judgement(changes, problems, elsewhere);
    }

    private static JudgedChange judge(
            CaliberChange change, List<DeclaredChange> candidates, Circumstances circumstances) {
        Set<DeclaredChange> used = new LinkedHashSet<>();
        Gaps gaps = new Gaps(change);
        for (Shown part : Shown.of(change)) {
            Optional<Attempt> best = candidates.stream()
                    .filter(part::isMeantBy)
                    .map(entry -> Attempt.of(entry, part, circumstances))
                    .min((one, other) -> Integer.compare(one.gaps(), other.gaps()));
            if (best.isEmpty()) {
                gaps.addWhole(part);
            } else {
                used.add(best.get().entry());
                gaps.add(part, best.get());
            }
        }
        boolean tolerated = change.kind().level().compareTo(circumstances.breakOn()) < 0;
        List<String> uncovered = candidates.isEmpty() ? List.of() : gaps.phrases();
        Standing standing = tolerated ? Standing.TOLERATED : gaps.isEmpty() ? Standing.DECLARED : Standing.UNDECLARED;
        return new JudgedChange(
                change, standing, List.copyOf(used), standing == Standing.UNDECLARED ? uncovered : List.of());
    }

    /** An entry held against a part of a change: what it leaves open of the part, and why it cannot cover anything. */
    private record Attempt(DeclaredChange entry, List<String> open, List<String> flaws) {

        static Attempt of(DeclaredChange entry, Shown part, Circumstances circumstances) {
            return new Attempt(entry, Coverage.gaps(entry, part), Coverage.flaws(entry, circumstances.today()));
        }

        int gaps() {
            return open.size() + flaws.size();
        }
    }

    /** Collects what is left open, and says on which fixtures where that is not all of them. */
    private static final class Gaps {

        private final int fixtures;
        private final List<String> whole = new ArrayList<>();
        private final Map<String, List<String>> open = new LinkedHashMap<>();
        private final Set<String> flaws = new LinkedHashSet<>();

        Gaps(CaliberChange change) {
            this.fixtures = Shown.of(change).size();
        }

        void addWhole(Shown part) {
            whole.add(part.name());
        }

        void add(Shown part, Attempt attempt) {
            for (String phrase : attempt.open()) {
                List<String> where = open.computeIfAbsent(phrase, first -> new ArrayList<>());
                part.fixture().ifPresent(where::add);
            }
            flaws.addAll(attempt.flaws());
        }

        boolean isEmpty() {
            return whole.isEmpty() && open.isEmpty() && flaws.isEmpty();
        }

        List<String> phrases() {
            List<String> phrases = new ArrayList<>(whole);
            open.forEach((phrase, where) -> phrases.add(
                    where.isEmpty() || where.size() == fixtures
                            ? phrase
                            : "fixture " + String.join(", ", where) + ": " + phrase));
            phrases.addAll(flaws);
            return phrases;
        }
    }
}
