package org.lakehousereplay.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.mutation.CoveragePoint;
import org.lakehousereplay.mutation.CoveragePoint.Side;
import org.lakehousereplay.mutation.Kill;
import org.lakehousereplay.mutation.Mutant;
import org.lakehousereplay.mutation.MutantOutcome;
import org.lakehousereplay.mutation.MutantStatus;
import org.lakehousereplay.mutation.MutationOperator;
import org.lakehousereplay.mutation.PipelineMutation;
import org.lakehousereplay.mutation.SuggestedFixture;
import org.lakehousereplay.run.RunReport;

/** Mutation runs as the renderers meet them, built without running anything. */
final class SampleMutations {

    private static final Path CLEAN =
            SampleReports.BASE.resolve("src/main/lakehouse/weekend-coupon/dwd/orders_clean.sql");
    private static final Path GMV = SampleReports.BASE.resolve("src/main/lakehouse/weekend-coupon/gmv_10min.sql");

    private SampleMutations() {}

    /** A mutant of each status, and a coverage point of each kind. */
    static RunReport everything() {
        return SampleReports.everything().mutatedBy(List.of(pipeline("weekend-coupon", "rows at the end would count")));
    }

    /** The same with hostile names and texts. */
    static RunReport hostile() {
        return SampleReports.hostile().mutatedBy(List.of(pipeline(SampleReports.HOSTILE, SampleReports.HOSTILE)));
    }

    private static PipelineMutation pipeline(String pipeline, String text) {
        return new PipelineMutation(
                pipeline,
                List.of(
                        outcome(
                                mutant("orders_clean", CLEAN, MutationOperator.BOUNDARY, text),
                                MutantStatus.KILLED,
                                Optional.of(new Kill(Kill.By.EXPECTATION, text, "gmv_10min")),
                                Optional.empty()),
                        outcome(
                                mutant("gmv_10min", GMV, MutationOperator.DISTINCT_DROPPED, text),
                                MutantStatus.SURVIVED,
                                Optional.empty(),
                                Optional.of(suggestion(text))),
                        outcome(
                                mutant("gmv_10min", GMV, MutationOperator.COALESCE, text),
                                MutantStatus.PROBABLY_EQUIVALENT,
                                Optional.empty(),
                                Optional.empty()),
                        outcome(
                                new Mutant(
                                        "gmv_10min/having/1",
                                        "gmv_10min",
                                        MutationOperator.HAVING,
                                        Location.of(GMV),
                                        "",
                                        "",
                                        ""),
                                MutantStatus.NOT_RUN,
                                Optional.empty(),
                                Optional.empty())),
                List.of(
                        new CoveragePoint(
                                "orders_clean",
                                CoveragePoint.Kind.PREDICATE,
                                new Location(CLEAN, 1, 6),
                                text,
                                List.of(
                                        new Side("true", 12, List.of("lunch-peak", text)),
                                        new Side("false", 0, List.of()),
                                        new Side("NULL", 0, List.of()))),
                        new CoveragePoint(
                                "gmv_10min",
                                CoveragePoint.Kind.CASE_BRANCH,
                                new Location(GMV, 2, 8),
                                "ELSE 0",
                                List.of(new Side("taken", 3, List.of("refund")))),
                        new CoveragePoint(
                                "gmv_10min",
                                CoveragePoint.Kind.JOIN,
                                Location.of(GMV),
                                "LEFT JOIN users",
                                List.of(
                                        new Side("matched", 3, List.of("refund")),
                                        new Side("left only", 1, List.of("refund")),
                                        new Side("right only", 0, List.of())))),
                2,
                7);
    }

    private static Mutant mutant(String model, Path file, MutationOperator operator, String text) {
        return new Mutant(
                model + "/" + operator.id() + "/3f9a0c21",
                model,
                operator,
                new Location(file, 1, 6),
                "paid_at < window_end" + text,
                "paid_at <= window_end",
                text);
    }

    private static MutantOutcome outcome(
            Mutant mutant, MutantStatus status, Optional<Kill> kill, Optional<SuggestedFixture> suggestion) {
        return new MutantOutcome(
                mutant, status, kill, List.of("gmv_10min"), List.of("lunch-peak", "refund"), 40, suggestion);
    }

    private static SuggestedFixture suggestion(String text) {
        return new SuggestedFixture(
                "gmv_10min",
                List.of(new SuggestedFixture.Rows(
                        "orders",
                        List.of("order_id", text),
                        List.of(
                                List.of(Optional.of("o-1"), Optional.empty()),
                                List.of(Optional.of(text), Optional.of(""))))),
                new SuggestedFixture.Rows("gmv_10min", List.of("gmv"), List.of(List.of(Optional.of("10.00")))),
                new SuggestedFixture.Rows("gmv_10min", List.of("gmv"), List.of()));
    }
}
