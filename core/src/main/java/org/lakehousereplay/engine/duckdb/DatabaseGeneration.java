package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.ForeignKey;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;

/**
 * Makes small inputs up. The values of each come from few at a time, so that rows meet: in a join, in a group, in a
 * window. Whoever gives the same random numbers gets the same inputs.
 */
final class DatabaseGeneration {

    private static final int PALETTE = 3;
    private static final int MOST_CHANGED = 3;

    /** A column with more groups of values is held against constants, or is a time. */
    private static final int PLAIN_GROUPS = 2;

    private static final int STORIES = 1 << 16;

    private final List<Source> sources;
    private final ValueDomains domains;
    private final Predicate<SourceColumn> read;
    private final RandomGenerator random;
    private final Set<List<Integer>> identities = new HashSet<>();

    /**
     * @param sources the sources, each behind those that it refers to
     * @param domains the values
     * @param read whether models read a column
     * @param random chooses
     * @param seeds the rows of fixtures, which tell the columns that tell rows apart
     */
    DatabaseGeneration(
            List<Source> sources,
            ValueDomains domains,
            Predicate<SourceColumn> read,
            RandomGenerator random,
            List<GeneratedDatabase> seeds) {
        this.sources = sources;
        this.domains = domains;
        this.read = read;
        this.random = random;
        for (int source = 0; source < sources.size(); source++) {
            for (int column = 0; column < sources.get(source).columns().size(); column++) {
                if (tellsApart(seeds, source, column)) {
                    identities.add(List.of(source, column));
                }
            }
        }
    }

    private boolean tellsApart(List<GeneratedDatabase> seeds, int source, int column) {
        return !TimeStories.concerns(sources.get(source).columns().get(column))
                && seeds.stream().anyMatch(seed -> seed.tables().get(source).size() > 1)
                && seeds.stream().allMatch(seed -> {
                    List<List<Optional<String>>> rows = seed.tables().get(source);
                    return rows.stream().map(row -> row.get(column)).distinct().count() == rows.size();
                });
    }

    /** A new input of a few rows. */
    GeneratedDatabase fresh() {
        Palette palette = new Palette();
        List<List<List<Optional<String>>>> tables = new ArrayList<>();
        for (int source = 0; source < sources.size(); source++) {
            List<List<Optional<String>>> rows = new ArrayList<>();
            int wanted = size();
            for (int row = 0; row < wanted; row++) {
                rows.add(row(palette, source));
            }
            if (!rows.isEmpty() && random.nextInt(3) == 0) {
                rows.add(rows.get(random.nextInt(rows.size())));
            }
            tables.add(rows);
        }
        return mended(palette, tables);
    }

    /** An input that is one or two steps away from another. */
    GeneratedDatabase neighbour(GeneratedDatabase seed) {
        Palette palette = new Palette();
        List<List<List<Optional<String>>>> tables = new ArrayList<>();
        seed.tables().forEach(rows -> tables.add(new ArrayList<>(rows)));
        int steps = 1 + random.nextInt(2);
        for (int step = 0; step < steps; step++) {
            step(palette, tables);
        }
        return mended(palette, tables);
    }

    private void step(Palette palette, List<List<List<Optional<String>>>> tables) {
        int source = random.nextInt(sources.size());
        List<List<Optional<String>>> rows = tables.get(source);
        if (rows.isEmpty()) {
            rows.add(row(palette, source));
            return;
        }
        int place = random.nextInt(rows.size());
        switch (random.nextInt(8)) {
            case 0 -> rows.add(rows.get(place));
            case 1 -> rows.remove(place);
            case 2 -> rows.add(row(palette, source));
            case 3 -> rows.add(changed(palette, source, rows.get(place)));
            case 4 -> rows.add(changed(palette, source, another(palette, source, rows.get(place))));
            default -> rows.set(place, changed(palette, source, rows.get(place)));
        }
    }

    /** A row that is another one, however alike: a second delivery of the same is often dropped. */
    private List<Optional<String>> another(Palette palette, int source, List<Optional<String>> row) {
        List<Optional<String>> other = new ArrayList<>(row);
        for (int column = 0; column < row.size(); column++) {
            if (identities.contains(List.of(source, column))) {
                other.set(column, palette.anyValue(source, column));
            }
        }
        return other;
    }

    /** A row with other values in one to three columns that matter. */
    private List<Optional<String>> changed(Palette palette, int source, List<Optional<String>> row) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            if (isRead(source, column)) {
                columns.add(column);
                if (domains.of(source, column).groups().size() > PLAIN_GROUPS) {
                    columns.add(column);
                }
            }
        }
        List<Optional<String>> changed = new ArrayList<>(row);
        for (int count = 0; !columns.isEmpty() && count < MOST_CHANGED; count++) {
            Integer column = columns.get(random.nextInt(columns.size()));
            columns.removeIf(column::equals);
            changed.set(column, cell(palette, source, column));
            if (random.nextBoolean()) {
                break;
            }
        }
        return changed;
    }

    private boolean isRead(int source, int column) {
        Source of = sources.get(source);
        return read.test(new SourceColumn(of.name(), of.columns().get(column).name()));
    }

    private int size() {
        int chance = random.nextInt(10);
        return chance < 1 ? 0 : chance < 4 ? 1 : chance < 7 ? 2 : chance < 9 ? 3 : 4;
    }

    private List<Optional<String>> row(Palette palette, int source) {
        List<Optional<String>> row = new ArrayList<>();
        for (int column = 0; column < sources.get(source).columns().size(); column++) {
            row.add(
                    isRead(source, column)
                                    || !sources.get(source)
                                            .columns()
                                            .get(column)
                                            .nullable()
                            ? cell(palette, source, column)
                            : Optional.empty());
        }
        return row;
    }

    private Optional<String> cell(Palette palette, int source, int column) {
        Column declared = sources.get(source).columns().get(column);
        if (declared.nullable() && random.nextInt(6) == 0) {
            return Optional.empty();
        }
        return palette.value(source, column);
    }

    /** Repeated keys get other values, and references to nothing refer to something. */
    private GeneratedDatabase mended(Palette palette, List<List<List<Optional<String>>>> tables) {
        for (int source = 0; source < sources.size(); source++) {
            List<List<Optional<String>>> sound = new ArrayList<>();
            Map<List<String>, Set<List<Optional<String>>>> keys = new HashMap<>();
            for (List<Optional<String>> row : tables.get(source)) {
                unique(palette, source, referring(tables, source, row), keys).ifPresent(sound::add);
            }
            tables.set(source, sound);
        }
        return new GeneratedDatabase(tables);
    }

    private List<Optional<String>> referring(
            List<List<List<Optional<String>>>> tables, int index, List<Optional<String>> row) {
        List<Optional<String>> mended = new ArrayList<>(row);
        Source source = sources.get(index);
        for (ForeignKey key : source.foreignKeys()) {
            int parent = sources.indexOf(sources.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(key.source()))
                    .findFirst()
                    .orElse(source));
            List<List<Optional<String>>> parents = tables.get(parent);
            List<Optional<String>> values = values(mended, places(source, key.columns()));
            List<Integer> referenced = places(sources.get(parent), key.referenced());
            if (parents.isEmpty()
                    || values.stream().anyMatch(Optional::isEmpty)
                    || parents.stream()
                            .anyMatch(candidate -> values(candidate, referenced).equals(values))) {
                continue;
            }
            List<Optional<String>> chosen = parents.get(random.nextInt(parents.size()));
            List<Integer> columns = places(source, key.columns());
            for (int part = 0; part < columns.size(); part++) {
                mended.set(columns.get(part), chosen.get(referenced.get(part)));
            }
        }
        return mended;
    }

    private Optional<List<Optional<String>>> unique(
            Palette palette,
            int index,
            List<Optional<String>> row,
            Map<List<String>, Set<List<Optional<String>>>> keys) {
        List<Optional<String>> mended = new ArrayList<>(row);
        Source source = sources.get(index);
        for (List<String> key : source.keys()) {
            List<Integer> columns = places(source, key);
            Set<List<Optional<String>>> seen = keys.computeIfAbsent(key, any -> new HashSet<>());
            for (int attempt = 0; attempt < 10 && seen.contains(values(mended, columns)); attempt++) {
                int column = columns.get(random.nextInt(columns.size()));
                mended.set(column, palette.anyValue(index, column));
            }
            if (!seen.add(values(mended, columns))) {
                return Optional.empty();
            }
        }
        return Optional.of(mended);
    }

    private static List<Integer> places(Source source, List<String> names) {
        return names.stream()
                .map(name -> source.columns().indexOf(source.column(name).orElseThrow()))
                .toList();
    }

    private static List<Optional<String>> values(List<Optional<String>> row, List<Integer> columns) {
        return columns.stream().map(row::get).toList();
    }

    /** The few values that the rows of an input have. */
    private final class Palette {

        private final int story = random.nextInt(STORIES);
        private final Map<String, List<String>> chosen = new HashMap<>();

        Optional<String> value(int source, int column) {
            List<String> values = chosen.computeIfAbsent(domains.link(source, column), any -> choose(source, column));
            return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
        }

        Optional<String> anyValue(int source, int column) {
            List<String> all = domains.of(source, column).group(random.nextInt(STORIES));
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        private List<String> choose(int source, int column) {
            ValueDomain domain = domains.of(source, column);
            List<String> values = new ArrayList<>();
            int size = 1 + random.nextInt(PALETTE);
            boolean time = TimeStories.concerns(sources.get(source).columns().get(column));
            int common = time ? story : random.nextInt(STORIES);
            for (int index = 0; index < size; index++) {
                List<String> group = domain.group(random.nextInt(8) == 0 ? random.nextInt(STORIES) : common);
                if (!group.isEmpty()) {
                    values.add(group.get(random.nextInt(group.size())));
                }
            }
            return values;
        }
    }
}
