package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/** Reads one entry of {@code caliber-changes.yaml}. */
final class DeclaredChangeReader {

    /** Nothing but fixtures can show these. Other kinds may also follow from the declarations. */
    private static final Set<ChangeKind> NEED_FIXTURES = EnumSet.of(
            ChangeKind.RE_SCALED, ChangeKind.ROWS_LET_IN, ChangeKind.ROWS_FILTERED_OUT, ChangeKind.VALUES_CHANGED);

    private static final Set<ChangeKind> NEED_COLUMNS = EnumSet.of(
            ChangeKind.COLUMN_ADDED,
            ChangeKind.COLUMN_REMOVED,
            ChangeKind.RE_TYPED,
            ChangeKind.RE_SCALED,
            ChangeKind.VALUES_CHANGED);

    /** More digits than any number of the engine has, DOUBLE included; an exponent could make it as long as memory. */
    private static final int DIGITS = 1_100;

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
        List<String> fixtures = names(entry, "fixtures", false);
        List<String> columns = names(entry, "columns", true);
        Map<String, List<String>> keys = keys(entry);
        Map<String, Bounds> deltas = deltas(entry, columns);
        kind.filter(NEED_FIXTURES::contains).ifPresent(needy -> needed(entry, needy, "fixtures", fixtures));
        kind.filter(NEED_COLUMNS::contains).ifPresent(needy -> needed(entry, needy, "columns", columns));
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
                fixtures,
                columns,
                keys,
                deltas,
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

    /** A list in which nothing stands twice. */
    private List<String> names(YamlMapping mapping, String key, boolean anyCase) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlText text : mapping.texts(key).orElse(List.of())) {
            if (text.text().isEmpty()) {
                invalid(text.location(), "A name in `" + key + "` is empty", "Write a name, or remove it");
            } else {
                once(key, text, anyCase, seen, names);
            }
        }
        return names;
    }

    private void once(String key, YamlText text, boolean anyCase, Set<String> seen, List<String> names) {
        if (seen.add(anyCase ? text.text().toLowerCase(Locale.ROOT) : text.text())) {
            names.add(text.text());
        } else {
            invalid(text.location(), "`" + text.text() + "` stands in `" + key + "` a second time", "Keep one of them");
        }
    }

    private Map<String, List<String>> keys(YamlMapping entry) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Optional<YamlMapping> mapping = entry.mapping("keys");
        if (mapping.isEmpty()) {
            return keys;
        }
        Set<String> seen = new HashSet<>();
        for (YamlText column : mapping.get().keys()) {
            columnOnce("keys", column, seen);
            // An empty text is a value like any other here.
            List<String> values = new ArrayList<>();
            Set<String> seenValues = new HashSet<>();
            Optional<List<YamlText>> texts = mapping.get().texts(column.text());
            texts.orElse(List.of()).forEach(text -> once(column.text(), text, false, seenValues, values));
            if (texts.filter(List::isEmpty).isPresent()) {
                mapping.get().wrongValue(column.text(), "allows no value at all", "List values, or remove the key");
            }
            keys.put(column.text(), values);
        }
        return keys;
    }

    private Map<String, Bounds> deltas(YamlMapping entry, List<String> columns) {
        Map<String, Bounds> deltas = new LinkedHashMap<>();
        Optional<YamlMapping> mapping = entry.mapping("delta");
        if (mapping.isEmpty()) {
            return deltas;
        }
        Set<String> seen = new HashSet<>();
        for (YamlText column : mapping.get().keys()) {
            columnOnce("delta", column, seen);
            if (!Shown.contains(columns, column.text())) {
                invalid(
                        column.location(),
                        "`delta` bounds `" + column.text() + "`, which is not among the `columns` of the entry",
                        "Add it to `columns`, or remove it here");
            }
            mapping.get()
                    .mapping(column.text())
                    .flatMap(bounds -> bounds(column, bounds))
                    .ifPresent(bounds -> deltas.put(column.text(), bounds));
        }
        return deltas;
    }

    private void columnOnce(String key, YamlText column, Set<String> seen) {
        if (!seen.add(column.text().toLowerCase(Locale.ROOT))) {
            invalid(
                    column.location(),
                    "`" + column.text() + "` stands in `" + key + "` a second time",
                    "Keep one of them; upper and lower case make no difference");
        }
    }

    private Optional<Bounds> bounds(YamlText column, YamlMapping mapping) {
        Optional<BigDecimal> from = bound(mapping, "from");
        Optional<BigDecimal> to = bound(mapping, "to");
        mapping.rejectUnknownKeys();
        if (!mapping.has("from") || !mapping.has("to")) {
            invalid(
                    column.location(),
                    "The bounds of `" + column.text() + "` need `from` and `to`",
                    "Write {from: -3.00, to: 0.00}");
            return Optional.empty();
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get().compareTo(to.get()) > 0) {
            invalid(
                    mapping.locationOf("from"),
                    "`from` " + from.get() + " is larger than `to` " + to.get() + " for `" + column.text() + "`",
                    "Write the smaller number behind `from`; a negative number means that the candidate has less");
            return Optional.empty();
        }
        return Optional.of(new Bounds(from.get(), to.get()));
    }

    private static Optional<BigDecimal> bound(YamlMapping mapping, String key) {
        Optional<BigDecimal> number = mapping.decimal(key);
        if (number.filter(value -> value.scale() > DIGITS || value.precision() - (long) value.scale() > DIGITS)
                .isPresent()) {
            mapping.wrongValue(
                    key, "is larger than any number or finer than any digit", "Write a number such as -3.00");
            return Optional.empty();
        }
        return number;
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
