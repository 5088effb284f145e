package org.lakehousereplay.caliber;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;

/** Reads {@code caliber-changes.yaml}. Public API: used by whoever compares versions. */
public final class CaliberChangesFile {

    /** The name of the file in the directory of the fixtures. */
    public static final String NAME = "caliber-changes.yaml";

    /** The key of the list of entries. */
    static final String CHANGES = "changes";

    /**
     * What came of it.
     *
     * @param file the file
     * @param text all of its text; empty when there is no such file
     * @param entries the entries that are sound, in the order of the file
     * @param problems what is wrong, in the order of the file; an entry with a problem is not among the entries
     */
    public record Reading(Path file, String text, List<DeclaredChange> entries, List<Problem> problems) {
        public Reading {
            entries = List.copyOf(entries);
            problems = List.copyOf(problems);
        }
    }

    private CaliberChangesFile() {}

    /**
     * Reads the file. That there is none means that nothing has been declared.
     *
     * @param file the file, whether it exists or not
     */
    public static Reading read(Path file) {
        // A link that leads nowhere is no missing file: what it stands for would go unread.
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Reading(file, "", List.of(), List.of());
        }
        try {
            return parse(file, TextFile.readWithMark(file));
        } catch (ProblemException unreadable) {
            return new Reading(file, "", List.of(), unreadable.problems());
        }
    }

    /**
     * Reads the text of the file.
     *
     * @param file the file, for messages
     * @param text all of its text
     */
    public static Reading parse(Path file, String text) {
        String content = TextFile.withoutMark(text);
        if (content.isBlank()) {
            return new Reading(file, text, List.of(), List.of());
        }
        YamlDocument document = YamlDocument.parse(file, content);
        List<Problem> problems = new ArrayList<>();
        List<DeclaredChange> entries = new ArrayList<>();
        DeclaredChangeReader reader = new DeclaredChangeReader(document, problems);
        for (YamlMapping entry : document.root().mappings(CHANGES).orElse(List.of())) {
            reader.read(entry).ifPresent(change -> addUnlessRepeated(change, entries, problems));
        }
        document.root().rejectUnknownKeys();
        problems.addAll(document.problems());
        problems.sort(Comparator.comparing(
                problem -> problem.location().orElseThrow(),
                Comparator.comparingInt(Location::line).thenComparingInt(Location::column)));
        return new Reading(file, text, entries, problems);
    }

    private static void addUnlessRepeated(DeclaredChange change, List<DeclaredChange> entries, List<Problem> problems) {
        Optional<DeclaredChange> earlier =
                entries.stream().filter(entry -> overlap(entry, change)).findFirst();
        if (earlier.isEmpty()) {
            entries.add(change);
            return;
        }
        List<String> shared = new ArrayList<>(change.fixtures());
        shared.retainAll(earlier.get().fixtures());
        problems.add(Problem.at(
                change.location(),
                ErrorCode.CHANGE_INVALID,
                "The change " + change.kind().label() + " of " + change.subject() + " against " + change.baseline()
                        + (shared.isEmpty() ? "" : " on fixture " + String.join(", ", shared))
                        + " is declared on line " + earlier.get().location().line() + " already",
                "Keep one of the entries"));
    }

    /** Whether two entries could both cover the same change. */
    private static boolean overlap(DeclaredChange one, DeclaredChange other) {
        if (!one.sameChangeAs(other)) {
            return false;
        }
        if (!one.fixtures().isEmpty() && !other.fixtures().isEmpty()) {
            return !Collections.disjoint(one.fixtures(), other.fixtures());
        }
        if (!one.fixtures().isEmpty() || !other.fixtures().isEmpty()) {
            return false;
        }
        return one.columns().isEmpty()
                || other.columns().isEmpty()
                || one.columns().stream().anyMatch(column -> Shown.contains(other.columns(), column));
    }
}
