package org.lakehousereplay.caliber;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;

/** Reads one entry of {@code caliber-changes.yaml}. */
final class DeclaredChangeReader {

    /** Nothing but fixtures can show these. Other kinds may also follow from the declarations. */
    private static final Set<ChangeKind> NEED_FIXTURES = EnumSet.of(
            ChangeKind.RE_SCALED, ChangeKind.ROWS_LET_IN, ChangeKind.ROWS_FILTERED_OUT, ChangeKind.VALUES_CHANGED);

    /** Other kinds may show in whole rows alone. */
    private static final Set<ChangeKind> NEED_COLUMNS =
            EnumSet.of(ChangeKind.COLUMN_ADDED, ChangeKind.COLUMN_REMOVED, ChangeKind.RE_TYPED, ChangeKind.RE_SCALED);

    private final YamlDocument document;
    private final List<Problem> problems;

    /** @param problems gets what the document itself does not report */
    DeclaredChangeReader(YamlDocument document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    /** The entry, or nothing when it has a problem; all of its problems are told. */
    Optional<DeclaredChange> read(YamlMapping entry) {
        int before = count();
        Location place = entry.location();
        Optional<String[]> subject = subject(entry);
        Optional<ChangeKind> kind = kind(entry);
        Optional<String> baseline = required(entry, "baseline", "Write the version that it was decided against: 1.0.0");
        Scope scope = new ScopeReader(problems).read(entry);
        kind.filter(NEED_FIXTURES::contains).ifPresent(needy -> needed(entry, needy, "fixtures", scope.fixtures()));
        kind.filter(NEED_COLUMNS::contains).ifPresent(needy -> needed(entry, needy, "columns", scope.columns()));
        String reason = entry.string("reason").orElse("").strip();
        Optional<String> decidedBy =
                entry.string("decidedBy").map(String::strip).filter(name -> !name.isEmpty());
        Optional<LocalDate> decidedOn = date(entry, "decidedOn");
        Optional<LocalDate> expires = date(entry, "expires");
        if (decidedOn.isPresent() && expires.isPresent() && expires.get().isBefore(decidedOn.get())) {
            invalid(
                    entry.locationOf("expires"),
                    "`expires` " + expires.get() + " lies before `decidedOn` " + decidedOn.get(),
                    "Write a later day");
        }
        entry.rejectUnknownKeys();
        if (count() > before || subject.isEmpty() || kind.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredChange(
                subject.get()[0],
                subject.get()[1],
                kind.get(),
                baseline.get(),
                scope.fixtures(),
                scope.columns(),
                scope.keys(),
                scope.deltas(),
                reason,
                decidedBy,
                decidedOn,
                expires,
                place));
    }

    private Optional<String[]> subject(YamlMapping entry) {
        String remedy = "Write metric: <pipeline>/<metric>";
        Optional<String> text = required(entry, "metric", remedy);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            entry.wrongValue("metric", "must name a pipeline and a metric, not `" + text.get() + "`", remedy);
            return Optional.empty();
        }
        return Optional.of(parts);
    }

    private Optional<ChangeKind> kind(YamlMapping entry) {
        List<String> labels =
                Stream.of(ChangeKind.values()).map(ChangeKind::label).toList();
        String remedy = "The kinds are " + String.join(", ", labels);
        Optional<String> text = required(entry, "kind", remedy);
        Optional<ChangeKind> kind = text.flatMap(ChangeKind::of);
        if (text.isPresent() && kind.isEmpty()) {
            String guess = Spelling.didYouMean(text.get(), labels);
            entry.wrongValue(
                    "kind",
                    "is no kind of change: `" + text.get() + "`",
                    guess.isEmpty() ? remedy : guess + " " + remedy);
        }
        return kind;
    }

    private Optional<String> required(YamlMapping entry, String key, String remedy) {
        if (!entry.has(key)) {
            invalid(entry.location(), "The entry has no `" + key + "`", remedy);
            return Optional.empty();
        }
        Optional<String> text = entry.string(key);
        if (text.filter(String::isBlank).isPresent()) {
            entry.wrongValue(key, "is empty", remedy);
            return Optional.empty();
        }
        return text;
    }

    private void needed(YamlMapping entry, ChangeKind kind, String key, List<String> values) {
        // A value of the wrong kind has been reported already.
        if (values.isEmpty() && (!entry.has(key) || entry.isList(key))) {
            invalid(
                    entry.location(),
                    "An entry for " + kind.label() + " needs `" + key + "`",
                    "Write " + key + ": [...], or let mvn lakehouse:declare write the entry");
        }
    }

    private Optional<LocalDate> date(YamlMapping entry, String key) {
        Optional<String> text = entry.string(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.get()));
        } catch (DateTimeException noDate) {
            entry.wrongValue(key, "must be a day, not `" + text.get() + "`", "Write it as 2026-11-21");
            return Optional.empty();
        }
    }

    private int count() {
        return problems.size() + document.problems().size();
    }

    private void invalid(Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.CHANGE_INVALID, message, remedy));
    }
}
