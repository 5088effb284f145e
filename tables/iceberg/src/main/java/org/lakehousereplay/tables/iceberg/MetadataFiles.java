package org.lakehousereplay.tables.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lakehousereplay.spi.LakeTableException;

/** The metadata files of a table; without a catalog, the one with the highest number is the table. */
final class MetadataFiles {

    private static final String DIRECTORY = "metadata";
    private static final String HINT = "version-hint.text";
    private static final Pattern NUMBERED = Pattern.compile("v?(\\d+)(-[^.]+)?(\\.gz)?\\.metadata\\.json(\\.gz)?");

    private final Path table;

    MetadataFiles(Path table) {
        this.table = table;
    }

    /** The newest metadata, or that which a table without catalog says to be the newest. */
    Path newest() throws IOException, LakeTableException {
        Path directory = table.resolve(DIRECTORY);
        List<Path> files = List.of();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> children = Files.list(directory)) {
                files = children.filter(file -> number(file).isPresent())
                        .sorted(Comparator.comparing((Path file) -> number(file).orElseThrow())
                                .thenComparing(file -> file.getFileName().toString()))
                        .toList();
            }
        }
        if (files.isEmpty()) {
            throw new LakeTableException(
                    table.getFileName() + " is not an Iceberg table: it has no " + DIRECTORY + "/*.metadata.json",
                    "Name the directory that holds " + DIRECTORY);
        }
        Optional<Long> hint = hint(directory.resolve(HINT));
        return files.stream()
                .filter(file -> hint.isPresent() && number(file).equals(hint))
                .reduce((first, second) -> second)
                .orElse(files.get(files.size() - 1));
    }

    private static Optional<Long> hint(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Long> number(Path file) {
        Matcher matcher = NUMBERED.matcher(file.getFileName().toString());
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }
}
