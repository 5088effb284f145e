package org.lakehousereplay.html.run;

import java.util.List;
import java.util.Optional;

/** What a mutation run found out about a pipeline. */
public record ReportMutation(
        String pipeline, int reused, int dropped, List<Score> scores, List<Mutant> mutants, List<Point> coverage) {

    public ReportMutation {
        scores = ReportRun.known(scores);
        mutants = ReportRun.known(mutants);
        coverage = ReportRun.known(coverage);
    }

    /** The score of a metric. */
    public record Score(String metric, int killed, int survived, int equivalent, int notRun, int percent) {

        /** How many of those that count were tried. */
        public int judged() {
            return killed + survived;
        }
    }

    /** A change of the SQL, and what became of it. */
    public record Mutant(
            String id,
            String model,
            String operator,
            String status,
            String file,
            Optional<Integer> line,
            Optional<Integer> column,
            String before,
            String after,
            String words,
            List<String> metrics,
            List<String> fixtures,
            int generated,
            Optional<Suggestion> suggestion) {

        public Mutant {
            metrics = ReportRun.known(metrics);
            fixtures = ReportRun.known(fixtures);
        }
    }

    /** Rows on which a metric and a mutant of it differ. */
    public record Suggestion(String metric, List<Rows> inputs, Rows original, Rows changed) {

        public Suggestion {
            inputs = ReportRun.known(inputs);
        }
    }

    /** Rows of a table; a value of null is NULL. */
    public record Rows(String table, List<String> columns, List<List<String>> rows) {

        public Rows {
            columns = ReportRun.known(columns);
            rows = ReportRun.known(rows);
        }
    }

    /** A place of the SQL that decides something. */
    public record Point(
            String model,
            String kind,
            String file,
            Optional<Integer> line,
            Optional<Integer> column,
            String text,
            List<Side> sides) {

        public Point {
            sides = ReportRun.known(sides);
        }
    }

    /** What can come of it, and how many rows of which fixtures did. */
    public record Side(String name, long rows, List<String> fixtures) {

        public Side {
            fixtures = ReportRun.known(fixtures);
        }
    }
}
