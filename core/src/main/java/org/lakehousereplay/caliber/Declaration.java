package org.lakehousereplay.caliber;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.yaml.YamlListEditor;

/**
 * Makes {@code caliber-changes.yaml} say what is observed: adds entries for what nobody has declared, fits the scope of
 * those that are there, and removes what matches nothing any more. Reasons, names, dates and comments of people stay.
 * Public API: behind {@code mvn lakehouse:declare}.
 */
public final class Declaration {

    private static final String HEAD =
            "# Differences to the baseline that were decided; mvn lakehouse:declare keeps them as narrow as they are.\n";

    private final CaliberChangesFile.Reading file;
    private final List<JudgedChange> judged;
    private final Circumstances circumstances;
    private final List<DeclaredChange> intended = new ArrayList<>();
    private final List<Integer> updates = new ArrayList<>();
    private final List<DeclaredChange> removed = new ArrayList<>();

    private Declaration(CaliberChangesFile.Reading file, List<JudgedChange> judged, Circumstances circumstances) {
        this.file = file;
        this.judged = judged;
        this.circumstances = circumstances;
    }

    /**
     * The new text of the file.
     *
     * @param file the file as it is
     * @param judged the changes against the baseline, judged by the entries of the file
     * @param circumstances what they were judged by
     * @throws ProblemException when the file has a problem, or a layout that cannot be edited
     */
    public static DeclarationResult of(
            CaliberChangesFile.Reading file, List<JudgedChange> judged, Circumstances circumstances) {
        if (!file.problems().isEmpty()) {
            throw new ProblemException(file.problems());
        }
        return new Declaration(file, judged, circumstances).declare();
    }

    private DeclarationResult declare() {
        Map<DeclaredChange, List<Shown>> assigned = assign();
        List<DeclaredChange> fresh = fresh();
        try {
            String text = edit(assigned, fresh);
            return checked(text, fresh.size());
        } catch (YamlListEditor.UnsupportedLayoutException unsupported) {
            throw layout(String.valueOf(unsupported.getMessage()));
        }
    }

    /** What each entry of this baseline has to cover. */
    private Map<DeclaredChange, List<Shown>> assign() {
        Map<DeclaredChange, List<Shown>> assigned = new LinkedHashMap<>();
        file.entries().stream().filter(circumstances::concern).forEach(entry -> assigned.put(entry, new ArrayList<>()));
        List<Orphan> orphans = new ArrayList<>();
        for (JudgedChange each : judged) {
            List<DeclaredChange> candidates = candidates(each.change());
            for (Shown part : Shown.of(each.change())) {
                Optional<DeclaredChange> owner =
                        candidates.stream().filter(part::isMeantBy).findFirst();
                owner.ifPresentOrElse(
                        entry -> assigned.get(entry).add(part), () -> orphans.add(new Orphan(part, candidates)));
            }
        }
        for (Orphan orphan : orphans) {
            // An entry that still covers something is nearer to the case than one that would be removed otherwise.
            orphan.candidates.stream()
                    .filter(entry -> !assigned.get(entry).isEmpty())
                    .findFirst()
                    .or(() -> orphan.candidates.stream().findFirst())
                    .ifPresent(entry -> assigned.get(entry).add(orphan.part));
        }
        return assigned;
    }

    /** A part of a change that no entry is meant for, with the entries for that kind of change. */
    private record Orphan(Shown part, List<DeclaredChange> candidates) {}

    private List<DeclaredChange> candidates(CaliberChange change) {
        return file.entries().stream()
                .filter(circumstances::concern)
                .filter(entry -> entry.isAbout(change))
                .toList();
    }

    /** The entries for what nobody has declared, one for each kind of change of a metric. */
    private List<DeclaredChange> fresh() {
        Map<String, List<JudgedChange>> undeclared = new LinkedHashMap<>();
        for (JudgedChange each : judged) {
            if (each.standing() == Standing.UNDECLARED
                    && candidates(each.change()).isEmpty()) {
                undeclared
                        .computeIfAbsent(
                                each.change().subject() + " " + each.change().kind(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        return undeclared.values().stream().map(this::fresh).toList();
    }

    private DeclaredChange fresh(List<JudgedChange> changes) {
        CaliberChange change = changes.get(0).change();
        Scope scope = ScopeFitting.fresh(changes.stream()
                .flatMap(each -> Shown.of(each.change()).stream())
                .toList());
        return new DeclaredChange(
                change.pipeline(),
                change.metric(),
                change.kind(),
                circumstances.baseline(),
                scope.fixtures(),
                scope.columns(),
                scope.keys(),
                scope.deltas(),
                "",
                Optional.empty(),
                Optional.of(circumstances.today()),
                Optional.empty(),
                Location.of(file.file()));
    }

    private String edit(Map<DeclaredChange, List<Shown>> assigned, List<DeclaredChange> fresh) {
        Map<Integer, Scope> scopes = new LinkedHashMap<>();
        List<Integer> removals = new ArrayList<>();
        for (int index = 0; index < file.entries().size(); index++) {
            DeclaredChange entry = file.entries().get(index);
            List<Shown> parts = assigned.getOrDefault(entry, List.of());
            boolean stale = circumstances.overtook(entry) || (circumstances.concern(entry) && parts.isEmpty());
            if (stale && !circumstances.partial()) {
                removals.add(index);
                removed.add(entry);
                continue;
            }
            Scope present = Scope.of(entry);
            Scope fitted = parts.isEmpty() ? present : ScopeFitting.refit(present, parts, circumstances.partial());
            if (!fitted.equals(present)) {
                scopes.put(index, fitted);
                updates.add(intended.size());
            }
            intended.add(entry.withScope(fitted));
        }
        intended.addAll(fresh);
        if (scopes.isEmpty() && removals.isEmpty() && fresh.isEmpty()) {
            return file.text();
        }
        String text = file.text().isEmpty() ? HEAD : file.text();
        YamlListEditor editor = new YamlListEditor(text, CaliberChangesFile.CHANGES);
        removals.forEach(editor::remove);
        scopes.forEach((index, scope) ->
                EntryText.update(editor, index, Scope.of(file.entries().get(index)), scope));
        fresh.forEach(entry -> editor.append(EntryText.lines(entry)));
        return editor.text();
    }

    /** Reads the text again: what is written must say what was meant, whatever the layout of the file. */
    private DeclarationResult checked(String text, int fresh) {
        CaliberChangesFile.Reading reading = CaliberChangesFile.parse(file.file(), text);
        List<DeclaredChange> written = reading.entries();
        boolean same = reading.problems().isEmpty() && written.size() == intended.size();
        for (int index = 0; same && index < written.size(); index++) {
            same = written.get(index).saysTheSameAs(intended.get(index));
        }
        if (!same) {
            throw layout("the layout of the list is unusual");
        }
        return new DeclarationResult(
                text,
                written.subList(written.size() - fresh, written.size()),
                updates.stream().map(written::get).toList(),
                removed);
    }

    private ProblemException layout(String reason) {
        return new ProblemException(Problem.at(
                Location.of(file.file()),
                ErrorCode.CHANGE_INVALID,
                "mvn lakehouse:declare cannot edit this file: " + reason,
                "Write `changes:` on a line of its own, and below it each entry behind a `- ` of its own"));
    }
}
