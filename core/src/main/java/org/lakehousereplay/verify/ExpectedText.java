package org.lakehousereplay.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;
import org.lakehousereplay.engine.duckdb.AcceptedRow;
import org.lakehousereplay.fixture.DataFormat;
import org.lakehousereplay.fixture.ExpectedFile;
import org.lakehousereplay.pipeline.Column;
import org.lakehousereplay.pipeline.Metric;
import org.lakehousereplay.pipeline.Model;
import org.lakehousereplay.rows.CsvTextRows;
import org.lakehousereplay.rows.JsonTextRows;
import org.lakehousereplay.rows.TextRow;
import org.lakehousereplay.rows.TextRows;

/**
 * The text of an expected file.
 *
 * @param text all of it
 * @param rows how many rows it has
 * @param changedRows how many of its rows are not those of the file that it replaces, counting rows that are gone
 */
record ExpectedText(String text, long rows, long changedRows) {

    private static final Pattern LINE_START = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

    /** The text of a file that does not exist yet: CSV with all columns. */
    static ExpectedText fresh(Model model, List<AcceptedRow> rows) {
        List<String> names = model.output().stream().map(Column::name).toList();
        return whole(model, DataFormat.CSV, names, rows);
    }

    /** The text of a file whose rows cannot be told apart or read: all rows anew, in the columns that it has. */
    static ExpectedText rewritten(Model model, ExpectedFile file, List<AcceptedRow> rows) {
        List<String> names;
        try {
            names = textRows(file).columns().stream()
                    .filter(name -> column(model, name) >= 0)
                    .toList();
        } catch (ProblemException unreadable) {
            names = List.of();
        }
        boolean keyed = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet())
                .containsAll(keys(model));
        if (names.isEmpty() || !keyed) {
            names = model.output().stream().map(Column::name).toList();
        }
        return whole(model, file.format(), names, rows);
    }

    private static Set<String> keys(Model model) {
        Metric metric = model.metric().orElseThrow();
        return metric.key().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** The text of a file with these rows in these columns. */
    static ExpectedText whole(Model model, DataFormat format, List<String> names, List<AcceptedRow> rows) {
        StringBuilder text = new StringBuilder();
        if (format == DataFormat.CSV) {
            text.append(RowText.csv(names.stream().map(Optional::of).toList())).append('\n');
        }
        for (AcceptedRow row : rows) {
            text.append(line(model, format, names, row)).append('\n');
        }
        return new ExpectedText(text.toString(), rows.size(), rows.size());
    }

    /**
     * The text of a file of which some rows have moved. Rows without a change keep their text; those that are still
     * there keep their order, unless the file was in the order of the output: then new rows come where they belong.
     *
     * @param furtherRows whether the output may have rows that are not expected; they are not added then
     */
    static ExpectedText updated(Model model, ExpectedFile file, List<AcceptedRow> rows, boolean furtherRows) {
        TextRows reader = textRows(file);
        List<String> names = reader.columns();
        List<TextRow> old = new ArrayList<>();
        reader.read(names, old::add);
        List<String> oldLines = lines(file.path(), old);
        Set<String> checked = names.stream()
                .map(name -> model.output().get(column(model, name)).name())
                .collect(Collectors.toSet());

        List<AcceptedRow> kept = furtherRows
                ? rows.stream().filter(row -> row.expectedRow().isPresent()).toList()
                : rows;
        long changed = old.size()
                - kept.stream().filter(row -> row.expectedRow().isPresent()).count();
        List<String> inOrder = new ArrayList<>();
        TreeMap<Long, String> matched = new TreeMap<>();
        List<String> added = new ArrayList<>();
        boolean sorted = true;
        long last = -1;
        for (AcceptedRow row : kept) {
            OptionalLong position = row.expectedRow();
            String text;
            if (position.isEmpty()) {
                text = line(model, file.format(), names, row);
                added.add(text);
                changed++;
            } else {
                long index = position.getAsLong();
                sorted &= index > last;
                last = index;
                boolean moved = row.changedColumns().stream().anyMatch(checked::contains);
                changed += moved ? 1 : 0;
                text = moved
                        ? changedLine(model, file.format(), names, row, old.get(Math.toIntExact(index)))
                        : oldLines.get(Math.toIntExact(index));
                matched.put(index, text);
            }
            inOrder.add(text);
        }
        boolean ordered = model.metric().orElseThrow().ordered();
        List<String> body = new ArrayList<>(sorted || ordered ? inOrder : matched.values());
        if (!sorted && !ordered) {
            body.addAll(added);
        }
        if (ordered && !sorted) {
            changed = Math.max(changed, 1);
        }
        String end = lineEnd(file.path());
        StringBuilder text = new StringBuilder();
        if (file.format() == DataFormat.CSV) {
            text.append(header(file.path(), old)).append(end);
        }
        body.forEach(line -> text.append(line).append(end));
        return new ExpectedText(text.toString(), body.size(), changed);
    }

    private static TextRows textRows(ExpectedFile file) {
        return file.format() == DataFormat.CSV
                ? new CsvTextRows(file.path())
                : new JsonTextRows(file.path(), Set.of(), Set.of());
    }

    /** The text of a file with some of the rows of another one, as they stand there. */
    static ExpectedText kept(ExpectedFile file, List<Long> positions) {
        List<TextRow> old = new ArrayList<>();
        TextRows reader = textRows(file);
        reader.read(reader.columns(), old::add);
        List<String> oldLines = lines(file.path(), old);
        String end = lineEnd(file.path());
        StringBuilder text = new StringBuilder();
        if (file.format() == DataFormat.CSV) {
            text.append(header(file.path(), old)).append(end);
        }
        positions.forEach(
                position -> text.append(oldLines.get(Math.toIntExact(position))).append(end));
        return new ExpectedText(text.toString(), positions.size(), 0);
    }

    /** The text of each row as it stands in the file. */
    private static List<String> lines(Path file, List<TextRow> rows) {
        List<String> all = linesWithEnds(file);
        List<String> texts = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            int from = Math.toIntExact(rows.get(index).line()) - 1;
            int to = index + 1 < rows.size()
                    ? Math.toIntExact(rows.get(index + 1).line()) - 1
                    : all.size();
            while (to > from + 1 && all.get(to - 1).isBlank()) {
                to--;
            }
            texts.add(withoutEnd(String.join("", all.subList(from, to))));
        }
        return texts;
    }

    /** The lines with their ends, since a line end inside quotes is part of a value. */
    private static List<String> linesWithEnds(Path file) {
        return List.of(LINE_START.split(TextFile.read(file)));
    }

    private static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** What ends the lines of a file, so that its other rows do not change either. */
    private static String lineEnd(Path file) {
        String first = linesWithEnds(file).get(0);
        return first.endsWith("\r\n") ? "\r\n" : "\n";
    }

    private static String header(Path file, List<TextRow> rows) {
        List<String> all = linesWithEnds(file);
        int end = rows.isEmpty() ? all.size() : Math.toIntExact(rows.get(0).line()) - 1;
        return String.join("", all.subList(0, end)).strip();
    }

    private static int column(Model model, String name) {
        for (int index = 0; index < model.output().size(); index++) {
            if (model.output().get(index).name().equalsIgnoreCase(name)) {
                return index;
            }
        }
        return -1;
    }

    private static String line(Model model, DataFormat format, List<String> names, AcceptedRow row) {
        return render(
                model,
                format,
                names,
                names.stream()
                        .map(name -> row.values().get(column(model, name)))
                        .toList());
    }

    private static String changedLine(
            Model model, DataFormat format, List<String> names, AcceptedRow row, TextRow old) {
        List<Optional<String>> values = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            int column = column(model, names.get(index));
            boolean changed =
                    row.changedColumns().contains(model.output().get(column).name());
            values.add(changed ? row.values().get(column) : old.values().get(index));
        }
        return render(model, format, names, values);
    }

    private static String render(Model model, DataFormat format, List<String> names, List<Optional<String>> values) {
        return format == DataFormat.CSV
                ? RowText.csv(values)
                : RowText.json(
                        names,
                        names.stream()
                                .map(name -> model.output().get(column(model, name)))
                                .toList(),
                        values);
    }
}
