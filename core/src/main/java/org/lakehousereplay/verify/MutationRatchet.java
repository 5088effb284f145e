package org.lakehousereplay.verify;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlDocument;
import org.lakehousereplay.yaml.YamlMapping;
import org.lakehousereplay.yaml.YamlText;

/**
 * {@code mutation-ratchet.yaml}: the score of each metric that was reached before, below which no metric may fall.
 *
 * @param file the file, whether it exists or not
 * @param scores the least percentage, by {@code pipeline/metric}
 * @param places where each of them stands
 * @param problems what is wrong with the file
 */
record MutationRatchet(Path file, Map<String, Integer> scores, Map<String, Location> places, List<Problem> problems) {

    /** The name of the file in the directory of the fixtures. */
    static final String NAME = "mutation-ratchet.yaml";

    private static final String SCORES = "scores";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    MutationRatchet {
        scores = Map.copyOf(scores);
        places = Map.copyOf(places);
        problems = List.copyOf(problems);
    }

    /** Reads the file. That there is none means that nothing is held on to. */
    static MutationRatchet read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new MutationRatchet(file, Map.of(), Map.of(), List.of());
        }
        YamlDocument document;
        try {
            document = YamlDocument.read(file);
        } catch (ProblemException unreadable) {
            return new MutationRatchet(file, Map.of(), Map.of(), unreadable.problems());
        }
        Map<String, Integer> scores = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        Optional<YamlMapping> declared = document.root().mapping(SCORES);
        declared.ifPresent(mapping -> {
            for (YamlText key : mapping.keys()) {
                Optional<BigDecimal> percent = mapping.decimal(key.text());
                percent.filter(MutationRatchet::wholePercent)
                        .ifPresentOrElse(
                                number -> {
                                    scores.put(key.text(), number.intValueExact());
                                    places.put(key.text(), mapping.locationOf(key.text()));
                                },
                                () -> percent.ifPresent(number -> mapping.wrongValue(
                                        key.text(), "is no percentage", "Write a whole number from 0 to 100")));
            }
        });
        document.root().rejectUnknownKeys();
        return new MutationRatchet(file, scores, places, document.problems());
    }

    private static boolean wholePercent(BigDecimal number) {
        return number.signum() >= 0
                && number.compareTo(ALL) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    OptionalInt of(String pipeline, String metric) {
        Integer score = scores.get(pipeline + "/" + metric);
        return score == null ? OptionalInt.empty() : OptionalInt.of(score);
    }

    /** The entries that are of no metric. */
    List<Problem> stale(Set<String> metrics) {
        List<Problem> stale = new ArrayList<>();
        places.entrySet().stream()
                .filter(entry -> !metrics.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingInt(Location::line).thenComparingInt(Location::column)))
                .forEach(entry -> {
                    String guess = Spelling.didYouMean(entry.getKey(), metrics);
                    stale.add(Problem.at(
                            entry.getValue(),
                            ErrorCode.RATCHET_STALE,
                            "there is no metric " + entry.getKey(),
                            guess.isEmpty()
                                    ? "Remove the entry, or run mvn lakehouse:mutate -Dlakehouse.updateRatchet"
                                    : guess));
                });
        return stale;
    }

    /** Writes the file with other scores, as a whole or not at all. */
    void write(Map<String, Integer> accepted) {
        StringBuilder text = new StringBuilder("# The share of mutants, in percent, that the fixtures notice of each"
                + " metric; mvn lakehouse:mutate fails below it.\n"
                + "# Written by mvn lakehouse:mutate -Dlakehouse.updateRatchet\n"
                + SCORES + ":" + (accepted.isEmpty() ? " {}" : "") + "\n");
        new TreeMap<>(accepted).forEach((metric, percent) -> text.append("  ")
                .append(RowText.quoted(metric))
                .append(": ")
                .append(percent)
                .append('\n'));
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(file.getParent());
            Files.write(unfinished, text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new ProblemException(Problem.at(
                    Location.of(file),
                    ErrorCode.OUTPUT_NOT_WRITABLE,
                    "the ratchet file cannot be written: " + failure.getMessage(),
                    ""));
        }
    }
}
