package org.lakehousereplay.sql.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the cases of {@code edits.txt}. */
final class EditCases {

    private EditCases() {}

    static Stream<EditCase> all() {
        try (var stream = EditCases.class.getResourceAsStream("edits.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n## ")).skip(1).map(EditCases::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static EditCase read(String text) {
        String name = text.substring(0, text.indexOf('\n'));
        String[] parts = text.substring(name.length() + 1).split("\n(=>|==)\n?", -1);
        List<List<String>> edits = new ArrayList<>();
        parts[2].lines().filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith("or ")) {
                edits.get(edits.size() - 1).add(line.substring(3));
            } else {
                edits.add(new ArrayList<>(List.of(line)));
            }
        });
        return new EditCase(name, parts[0], parts[1], edits);
    }

    /**
     * A change of a query.
     *
     * @param edits the spellings of each edit
     */
    record EditCase(String name, String before, String after, List<List<String>> edits) {
        @Override
        public String toString() {
            return name;
        }
    }
}
