package org.lakehousereplay.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.yaml.YamlText;

/** Looks up what a header names in the output of its model, a table that must be in the database by now. */
final class MetricBinder {

    private static final Set<String> WINDOW_TYPES = Set.of("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE");

    private final ScratchDatabase database;
    private final List<Problem> problems;

    MetricBinder(ScratchDatabase database, List<Problem> problems) {
        this.database = database;
        this.problems = problems;
    }

    /** The declaration, without what is not sound, which is told. */
    Metric bind(String model, MetricHeader header, List<Column> output) {
        List<String> key = new ArrayList<>();
        for (YamlText name : header.key()) {
            column(model, name, output).ifPresent(column -> key.add(column.name()));
        }
        Optional<Column> windowColumn = header.windowColumn().flatMap(name -> column(model, name, output));
        windowColumn.filter(column -> !WINDOW_TYPES.contains(column.type())).ifPresent(column -> {
            Location place = header.windowColumn().orElseThrow().location();
            problems.add(Problem.at(
                    place,
                    ErrorCode.METRIC_HEADER_INVALID,
                    "The window column `" + column.name() + "` is of type " + column.type(),
                    "Name a column of type TIMESTAMP, TIMESTAMPTZ or DATE"));
        });
        Optional<Window> window =
                windowColumn.flatMap(column -> header.windowSize().map(size -> new Window(column.name(), size)));
        List<MetricCheck> checks = new CheckBinder(database, model, output, problems).bind(header.checks());
        return new Metric(
                header.description(),
                key,
                window,
                header.ordered(),
                header.unit(),
                checks,
                header.laws(),
                header.location());
    }

    private Optional<Column> column(String model, YamlText name, List<Column> output) {
        Optional<Column> column = output.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(name.text()))
                .findFirst();
        if (column.isEmpty()) {
            List<String> names = output.stream().map(Column::name).toList();
            String guess = Spelling.didYouMean(name.text(), names);
            problems.add(Problem.at(
                    name.location(),
                    ErrorCode.METRIC_COLUMN_UNKNOWN,
                    "The output of " + model + " has no column `" + name.text() + "`",
                    guess.isEmpty() ? "Output columns: " + String.join(", ", names) : guess));
        }
        return column;
    }
}
