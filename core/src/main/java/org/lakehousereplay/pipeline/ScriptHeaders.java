package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.pipeline.MetricHeader.CommentedText;
import org.lakehousereplay.spi.OutputTable;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.SourceTable;
import org.lakehousereplay.spi.StatementPlace;
import org.lakehousereplay.sql.HeadComment;

/** Finds the {@code @metric} comments in front of the statements of scripts. */
final class ScriptHeaders {

    private final Map<Path, Script> scripts;
    private final List<Problem> problems;

    ScriptHeaders(Map<Path, Script> scripts, List<Problem> problems) {
        this.scripts = scripts;
        this.problems = problems;
    }

    /** A header and the script that it stands in. */
    record Placed(Path file, MetricHeader header) {}

    /** The header of an output; a second one is told. */
    Optional<Placed> of(OutputTable table) {
        List<Placed> found = new ArrayList<>();
        for (StatementPlace place : table.places()) {
            MetricHeader.read(before(place), problems).ifPresent(header -> found.add(new Placed(place.file(), header)));
        }
        for (int index = 1; index < found.size(); index++) {
            problems.add(Problem.at(
                    found.get(index).header().location(),
                    ErrorCode.METRIC_HEADER_INVALID,
                    "`" + table.name() + "` has a second `@metric` comment, the other is at "
                            + found.get(0).header().location(),
                    "Keep one of them"));
        }
        return found.stream().findFirst();
    }

    /** Tells the headers that stand before something whose rows nobody can ask for. */
    void rejectStray(org.lakehousereplay.spi.PipelineReading declared) {
        Set<CommentedText> ofOutputs = new HashSet<>();
        declared.outputs().forEach(table -> table.places().forEach(place -> ofOutputs.add(before(place))));
        for (SourceTable source : declared.sources()) {
            CommentedText before = before(source.place());
            if (!ofOutputs.contains(before)) {
                headersIn(before)
                        .forEach(place ->
                                stray(place, "before the source `" + source.name() + "`, which nothing writes to"));
            }
        }
        List<StatementPlace> known = new ArrayList<>();
        declared.sources().forEach(source -> known.add(source.place()));
        declared.outputs().forEach(table -> known.addAll(table.places()));
        for (Script script : scripts.values()) {
            strayIn(script, known).forEach(place -> stray(place, "before no statement that makes rows"));
        }
    }

    private void stray(Location place, String where) {
        problems.add(Problem.at(
                place,
                ErrorCode.METRIC_HEADER_INVALID,
                "The `@metric` comment stands " + where,
                "Put it directly before the CREATE TABLE, CREATE VIEW, INSERT INTO or SELECT of the metric"));
    }

    private static List<Location> headersIn(CommentedText before) {
        return HeadComment.read(before.part()).stream()
                .filter(comment -> comment.block() && comment.text().strip().startsWith(MetricHeader.MARK))
                .map(comment -> before.locate(comment.offset() - 2))
                .toList();
    }

    /** Marks outside of what the engine tells places of: before a SET, for example, or behind the last statement. */
    private static List<Location> strayIn(Script script, List<StatementPlace> known) {
        List<Location> stray = new ArrayList<>();
        String text = script.text();
        CommentedText whole = new CommentedText(script.file(), text, 0, text.length());
        int mark = text.indexOf(MetricHeader.MARK);
        while (mark >= 0) {
            int at = mark;
            int open = text.lastIndexOf("/*", at);
            boolean begins = open >= 0 && text.substring(open + 2, at).isBlank();
            boolean placed = known.stream()
                    .anyMatch(place -> place.file().equals(script.file()) && place.from() <= at && at < place.end());
            if (begins && !placed) {
                stray.add(whole.locate(open));
            }
            mark = text.indexOf(MetricHeader.MARK, at + 1);
        }
        return stray;
    }

    private CommentedText before(StatementPlace place) {
        String text = scripts.get(place.file()).text();
        int from = place.from();
        // Whether the semicolon belongs to the statement before it is a matter of taste.
        while (from < place.start() && (Character.isWhitespace(text.charAt(from)) || text.charAt(from) == ';')) {
            from++;
        }
        return new CommentedText(place.file(), text, from, place.start());
    }
}
