package org.lakehousereplay.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.yaml.YamlText;

/** Adds to sources what {@code pipeline.yaml} says about them. */
final class SourceSettings {

    private static final Set<String> EVENT_TIME_TYPES = Set.of("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE");

    private final PipelineSettings settings;
    private final List<Problem> problems;

    SourceSettings(PipelineSettings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** The sources with what is said; what names none of them is told. */
    List<Source> apply(List<Source> sources) {
        return withIdentities(withRowKinds(withEventTimes(sources)));
    }

    private List<Source> withEventTimes(List<Source> sources) {
        Set<String> seen = new HashSet<>();
        List<Source> result = new ArrayList<>(sources);
        for (PipelineSettings.EventTime declared : settings.eventTimes()) {
            String wanted = declared.source().text();
            int index = indexOf(result, wanted);
            if (index < 0) {
                unknownSource(declared.source(), sources);
            } else if (!seen.add(wanted.toLowerCase(Locale.ROOT))) {
                wrong(
                        declared.source().location(),
                        "The source `" + wanted + "` is declared a second time",
                        "Keep one of them");
            } else {
                Source source = result.get(index);
                eventTime(source, declared).ifPresent(column -> result.set(index, source.withEventTime(column)));
            }
        }
        return result;
    }

    private List<Source> withRowKinds(List<Source> sources) {
        List<Source> result = new ArrayList<>(sources);
        for (PipelineSettings.RowKindColumn declared : settings.rowKinds()) {
            String wanted = declared.source().text();
            int index = indexOf(result, wanted);
            if (index < 0) {
                unknownSource(declared.source(), sources);
                continue;
            }
            Source source = result.get(index);
            String column = declared.column().text();
            if (source.column(column).isPresent()) {
                wrong(
                        declared.column().location(),
                        "The row kind `" + column + "` is a column of the source `" + source.name() + "`",
                        "Name a column that only inputs have, or take it out of the CREATE TABLE");
                continue;
            }
            result.set(index, source.withChanges(source.changes().withRowKind(column)));
        }
        return result;
    }

    private List<Source> withIdentities(List<Source> sources) {
        List<Source> result = new ArrayList<>(sources);
        for (PipelineSettings.Identity declared : settings.identities()) {
            int index = indexOf(result, declared.source().text());
            if (index < 0) {
                unknownSource(declared.source(), sources);
            } else {
                Source source = result.get(index);
                List<String> columns = new ArrayList<>();
                declared.columns()
                        .forEach(name -> column(source, name).ifPresent(column -> columns.add(column.name())));
                result.set(index, source.withIdentity(columns));
            }
        }
        return result;
    }

    private void unknownSource(YamlText name, List<Source> sources) {
        List<String> names = sources.stream().map(Source::name).toList();
        wrong(
                name.location(),
                "There is no source `" + name.text() + "`",
                suggestion(name.text(), names, "Sources: " + String.join(", ", names)));
    }

    private Optional<Column> column(Source source, YamlText wanted) {
        Optional<Column> column = source.column(wanted.text());
        if (column.isEmpty()) {
            List<String> names = source.columns().stream().map(Column::name).toList();
            wrong(
                    wanted.location(),
                    "The source `" + source.name() + "` has no column `" + wanted.text() + "`",
                    suggestion(wanted.text(), names, "Columns: " + String.join(", ", names)));
        }
        return column;
    }

    private Optional<String> eventTime(Source source, PipelineSettings.EventTime declared) {
        String wanted = declared.column().text();
        Optional<Column> column = column(source, declared.column());
        if (column.isEmpty()) {
            return Optional.empty();
        }
        if (!EVENT_TIME_TYPES.contains(column.get().type())) {
            wrong(
                    declared.column().location(),
                    "The event time `" + wanted + "` is of type " + column.get().type(),
                    "Name a column of type TIMESTAMP, TIMESTAMPTZ or DATE");
            return Optional.empty();
        }
        return column.map(Column::name);
    }

    private static String suggestion(String word, List<String> candidates, String otherwise) {
        String guess = Spelling.didYouMean(word, candidates);
        return guess.isEmpty() ? otherwise : guess;
    }

    private void wrong(Location place, String message, String remedy) {
        problems.add(Problem.at(place, ErrorCode.YAML_WRONG_VALUE, message, remedy));
    }

    private static int indexOf(List<Source> sources, String name) {
        for (int index = 0; index < sources.size(); index++) {
            if (sources.get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }
}
