package org.lakehousereplay.engine.duckdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.pipeline.Source;
import org.lakehousereplay.pipeline.SourceColumn;
import org.lakehousereplay.sql.edit.ColumnNames;
import org.lakehousereplay.sql.edit.Condition;

/**
 * Tells by the columns that a condition compares why it keeps a row out. Columns are followed by name through the models
 * to the sources, as far as they are plain copies.
 */
final class ConditionMeaning {

    private final SubsetVersion version;
    private final Function<Model, Optional<ColumnNames>> names;

    /**
     * @param version the version whose models have the conditions
     * @param names the names under which a model passes columns on, if its text can be taken apart
     */
    ConditionMeaning(SubsetVersion version, Function<Model, Optional<ColumnNames>> names) {
        this.version = version;
        this.names = names;
    }

    /** What becomes of a row of a source that a condition of a model keeps out. */
    Fate fate(Model model, Condition condition, SourceAdaptation source) {
        if (isAboutLateness(model, condition, source)) {
            return Fate.LATE;
        }
        boolean ranks = condition.kind() == Condition.Kind.DISTINCT
                || condition.ranks()
                || condition.sides().stream().flatMap(Set::stream).anyMatch(name -> ranks(model, name));
        return ranks ? Fate.DUPLICATE : Fate.EXCLUDED;
    }

    /** Whether it compares when rows happened with another time of theirs, or with the latest time there is. */
    private boolean isAboutLateness(Model model, Condition condition, SourceAdaptation source) {
        Source older = source.older();
        Optional<String> happened = source.present()
                .flatMap(Source::eventTime)
                .or(older::eventTime)
                .filter(name -> older.column(name).isPresent());
        if (happened.isEmpty()) {
            return false;
        }
        SourceColumn time = column(older.name(), happened.get());
        List<Set<String>> sides = condition.sides();
        for (int side = 0; side < sides.size(); side++) {
            Set<String> names = sides.get(side);
            if (names.stream().noneMatch(name -> origins(model, name).contains(time))) {
                continue;
            }
            boolean otherTime = sides.stream()
                    .flatMap(Set::stream)
                    .flatMap(name -> origins(model, name).stream())
                    .anyMatch(origin -> !origin.equals(time) && isTimeOf(older, origin));
            if (otherTime || latestBeside(model, sides, side)) {
                return true;
            }
        }
        return false;
    }

    private boolean latestBeside(Model model, List<Set<String>> sides, int except) {
        List<Set<String>> others = new ArrayList<>(sides);
        others.remove(except);
        return others.stream().flatMap(Set::stream).anyMatch(name -> isLatest(model, name));
    }

    private static boolean isTimeOf(Source source, SourceColumn origin) {
        return origin.source().equals(fold(source.name()))
                && source.column(origin.column())
                        .map(Column::type)
                        .filter(type -> type.startsWith("TIMESTAMP") || type.equals("DATE"))
                        .isPresent();
    }

    private boolean ranks(Model model, String name) {
        return names(model).map(names -> names.ranks(name)).orElse(false)
                || passedOn(model, name).stream().anyMatch(upstream -> ranks(upstream.model(), upstream.column()));
    }

    private boolean isLatest(Model model, String name) {
        return names(model).map(names -> names.latest(name)).orElse(false)
                || passedOn(model, name).stream().anyMatch(upstream -> isLatest(upstream.model(), upstream.column()));
    }

    /** The columns of sources that a column may be a copy of, in lower case. */
    Set<SourceColumn> origins(Model model, String name) {
        Set<SourceColumn> origins = new HashSet<>();
        Set<String> own = names(model).map(names -> names.origins(name)).orElse(Set.of());
        for (SourceAdaptation source : version.sources()) {
            Source older = source.older();
            if (reads(model, older.name())) {
                own.stream()
                        .filter(column -> older.column(column).isPresent())
                        .forEach(column -> origins.add(column(older.name(), column)));
            }
        }
        passedOn(model, name).forEach(upstream -> origins.addAll(origins(upstream.model(), upstream.column())));
        return origins;
    }

    /** A column of a model that another one reads. */
    private record Upstream(Model model, String column) {}

    private List<Upstream> passedOn(Model model, String name) {
        Set<String> own = names(model).map(names -> names.origins(name)).orElse(Set.of());
        List<Upstream> upstream = new ArrayList<>();
        for (Model candidate : version.models()) {
            if (reads(model, candidate.name())) {
                candidate.output().stream()
                        .map(column -> fold(column.name()))
                        .filter(own::contains)
                        .forEach(column -> upstream.add(new Upstream(candidate, column)));
            }
        }
        return upstream;
    }

    private static boolean reads(Model model, String table) {
        return model.reads().stream().anyMatch(table::equalsIgnoreCase);
    }

    private Optional<ColumnNames> names(Model model) {
        return names.apply(model);
    }

    private static SourceColumn column(String source, String column) {
        return new SourceColumn(fold(source), fold(column));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
