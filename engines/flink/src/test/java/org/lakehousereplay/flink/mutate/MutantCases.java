package org.lakehousereplay.flink.mutate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lakehousereplay.spi.ScriptMutant;

/** Reads the cases of {@code mutants.txt}. */
final class MutantCases {

    private MutantCases() {}

    static Stream<MutantCase> all() {
        try (var stream = MutantCases.class.getResourceAsStream("mutants.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n## ")).skip(1).map(MutantCases::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MutantCase read(String text) {
        String name = text.substring(0, text.indexOf('\n'));
        String[] parts = text.substring(name.length() + 1).split("\n==\n", -1);
        return new MutantCase(name, parts[0], parts[1].strip());
    }

    /**
     * A script and its mutants.
     *
     * @param name what it is about
     * @param sql the script
     * @param expected the lines of its mutants
     */
    record MutantCase(String name, String sql, String expected) {

        /** The operators that it is about. */
        Set<String> operators() {
            return expected.lines()
                    .filter(line -> !line.startsWith(" "))
                    .map(line -> line.startsWith("no ") ? line.substring(3) : line.substring(0, line.indexOf(':')))
                    .collect(Collectors.toSet());
        }

        /** The same lines of some mutants. */
        String written(List<ScriptMutant> mutants) {
            Stream<String> made = lines(mutants).stream();
            Stream<String> none = expected.lines()
                    .filter(line -> line.startsWith("no "))
                    .filter(line -> mutants.stream()
                            .noneMatch(mutant -> mutant.operator().equals(line.substring(3))));
            return Stream.concat(made, none).collect(Collectors.joining("\n"));
        }

        /** The mutants of these operators. */
        List<String> lines(List<ScriptMutant> mutants) {
            return mutants.stream()
                    .filter(mutant -> operators().contains(mutant.operator()))
                    .map(mutant -> mutant.operator() + ": " + mutant.before() + " ->"
                            + (mutant.after().isEmpty() ? "" : " ") + mutant.after() + "\n  " + mutant.words())
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
