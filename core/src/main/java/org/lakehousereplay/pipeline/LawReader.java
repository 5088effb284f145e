package org.lakehousereplay.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlItem;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/** Reads lists of laws. For readers of settings inside this library. */
public final class LawReader {

    private static final List<String> NAMES = List.of(
            ReplayLaw.Additive.NAME,
            ReplayLaw.Idempotent.NAME,
            ReplayLaw.LateTolerant.NAME,
            ReplayLaw.OrderInsensitive.NAME,
            ReplayLaw.Splittable.NAME);

    /** More increments than anybody waits for. */
    private static final int MOST_INCREMENTS = 1000;

    private final List<Problem> problems;

    private LawReader(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * The laws of a list; those that are not sound are reported and left out.
     *
     * @param mapping the mapping that has the list
     * @param key the key of the list
     * @param problems gets what is wrong, beside the problems of the document
     */
    public static List<ReplayLaw> read(YamlMapping mapping, String key, List<Problem> problems) {
        LawReader reader = new LawReader(problems);
        List<ReplayLaw> laws = new ArrayList<>();
        for (YamlItem item : mapping.items(key).orElse(List.of())) {
            reader.read(item).ifPresent(law -> {
                if (laws.stream().anyMatch(law::same)) {
                    reader.wrong(
                            item.location(),
                            "The law `" + law.text() + "` stands here a second time",
                            "Keep one of them");
                } else {
                    laws.add(law);
                }
            });
        }
        return laws;
    }

    private Optional<ReplayLaw> read(YamlItem item) {
        return item instanceof YamlText text ? plain(text) : withArguments((YamlMapping) item);
    }

    private Optional<ReplayLaw> plain(YamlText name) {
        return switch (name.text()) {
            case ReplayLaw.OrderInsensitive.NAME -> Optional.of(new ReplayLaw.OrderInsensitive(name.location()));
            case ReplayLaw.Idempotent.NAME -> Optional.of(new ReplayLaw.Idempotent(List.of(), name.location()));
            case ReplayLaw.Splittable.NAME ->
                wrong(
                        name.location(),
                        "The law `splittable` does not say into how many increments",
                        "Write {splittable: 3}");
            case ReplayLaw.Additive.NAME ->
                wrong(
                        name.location(),
                        "The law `additive` names no dimension",
                        "Write {additive: [channel]} with columns of the key");
            case ReplayLaw.LateTolerant.NAME ->
                wrong(
                        name.location(),
                        "The law `late-tolerant` does not say how late rows may come",
                        "Write {late-tolerant: 10 minutes}");
            default -> unknown(name);
        };
    }

    private Optional<ReplayLaw> withArguments(YamlMapping mapping) {
        List<YamlText> laws = mapping.keys().stream()
                .filter(key -> NAMES.contains(key.text()))
                .toList();
        if (laws.isEmpty()) {
            return mapping.keys().isEmpty()
                    ? wrong(mapping.location(), "The entry names no law", "Write one of " + String.join(", ", NAMES))
                    : unknown(mapping.keys().get(0));
        }
        if (laws.size() > 1) {
            return wrong(
                    laws.get(1).location(),
                    "The entry holds the laws `" + laws.get(0).text() + "` and `"
                            + laws.get(1).text() + "`",
                    "Write each law as an entry of its own, such as [{splittable: 3}, {additive: [channel]}]");
        }
        YamlText name = laws.get(0);
        Optional<ReplayLaw> law =
                switch (name.text()) {
                    case ReplayLaw.Splittable.NAME -> splittable(mapping, name);
                    case ReplayLaw.LateTolerant.NAME -> lateTolerant(mapping, name);
                    case ReplayLaw.Additive.NAME -> additive(mapping, name);
                    case ReplayLaw.Idempotent.NAME ->
                        names(mapping, name.text()).map(sources -> new ReplayLaw.Idempotent(sources, name.location()));
                    default ->
                        mapping.has(name.text())
                                ? wrong(
                                        mapping.locationOf(name.text()),
                                        "The law `" + name.text() + "` takes no argument",
                                        "Write " + name.text() + " alone")
                                : Optional.empty();
                };
        mapping.rejectUnknownKeys();
        return law;
    }

    private Optional<ReplayLaw> splittable(YamlMapping mapping, YamlText name) {
        return mapping.text(name.text()).flatMap(text -> {
            try {
                int increments = Integer.parseInt(text.text());
                if (increments >= 2 && increments <= MOST_INCREMENTS) {
                    return Optional.of(new ReplayLaw.Splittable(increments, name.location()));
                }
            } catch (NumberFormatException notANumber) {
                // told below, as what is out of bounds
            }
            return wrong(
                    text.location(),
                    "The input cannot be split into `" + text.text() + "` increments",
                    "Write a whole number from 2 to " + MOST_INCREMENTS);
        });
    }

    private Optional<ReplayLaw> lateTolerant(YamlMapping mapping, YamlText name) {
        return mapping.text(name.text()).flatMap(text -> {
            Optional<WindowSize> delay = WindowSize.parse(text.text());
            return delay.isPresent()
                    ? Optional.of(new ReplayLaw.LateTolerant(delay.get(), name.location()))
                    : wrong(
                            text.location(),
                            "The delay `" + text.text() + "` is no length of time",
                            "Write a whole number and a unit, such as 10 minutes, 1 hour or 1 day");
        });
    }

    private Optional<ReplayLaw> additive(YamlMapping mapping, YamlText name) {
        Optional<List<String>> dimensions = names(mapping, name.text());
        boolean measured = mapping.has(ReplayLaw.Additive.MEASURES);
        Optional<List<String>> measures =
                measured ? names(mapping, ReplayLaw.Additive.MEASURES) : Optional.of(List.of());
        return dimensions.isPresent() && measures.isPresent()
                ? Optional.of(new ReplayLaw.Additive(dimensions.get(), measures.get(), name.location()))
                : Optional.empty();
    }

    private Optional<List<String>> names(YamlMapping mapping, String key) {
        Optional<List<String>> names = mapping.stringList(key);
        if (names.isPresent() && names.get().isEmpty()) {
            wrong(mapping.locationOf(key), "The list `" + key + "` is empty", "Name at least one");
            return Optional.empty();
        }
        return names;
    }

    private Optional<ReplayLaw> unknown(YamlText name) {
        String guess = Spelling.didYouMean(name.text(), NAMES);
        return wrong(
                name.location(),
                "There is no law `" + name.text() + "`",
                (guess.isEmpty() ? "" : guess + " ") + "The laws are " + String.join(", ", NAMES));
    }

    private Optional<ReplayLaw> wrong(Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.LAW_INVALID, message, remedy));
        return Optional.empty();
    }
}
