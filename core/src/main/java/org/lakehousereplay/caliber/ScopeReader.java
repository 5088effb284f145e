package org.lakehousereplay.caliber;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.caliber.DeclaredChange.Bounds;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/** Reads what an entry of {@code caliber-changes.yaml} allows. */
final class ScopeReader {

    /** More digits than any number of the engine has, DOUBLE included; an exponent could make it as long as memory. */
    private static final int DIGITS = 1_100;

    private final List<Problem> problems;

    /** @param problems gets what the document itself does not report */
    ScopeReader(List<Problem> problems) {
        this.problems = problems;
    }

    Scope read(YamlMapping entry) {
        List<String> fixtures = names(entry, "fixtures", false);
        List<String> columns = names(entry, "columns", true);
        return new Scope(fixtures, columns, keys(entry), deltas(entry, columns));
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

    private void invalid(Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.CHANGE_INVALID, message, remedy));
    }
}
