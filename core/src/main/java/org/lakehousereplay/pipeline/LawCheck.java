package org.lakehousereplay.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.Spelling;

/** Holds laws against the metric they are declared for. For readers of settings inside this library. */
public final class LawCheck {

    private final Pipeline pipeline;
    private final Consumer<Problem> problems;

    /**
     * @param pipeline a pipeline whose models are known
     * @param problems hears what is wrong
     */
    public LawCheck(Pipeline pipeline, Consumer<Problem> problems) {
        this.pipeline = pipeline;
        this.problems = problems;
    }

    /** Checks the laws in the headers of all metrics. */
    void checkHeaders() {
        for (Model metric : pipeline.metrics()) {
            metric.metric().orElseThrow().laws().forEach(law -> check(law, metric));
        }
    }

    /**
     * Whether a law makes sense for a metric; if not, that is told.
     *
     * @param law the law
     * @param metric a metric of the pipeline
     */
    public boolean check(ReplayLaw law, Model metric) {
        if (law instanceof ReplayLaw.Splittable) {
            // One header may stand in two dialects, and the other engine may be one of streams.
            boolean increments = !pipeline.inProcess()
                    || pipeline.counterparts().stream()
                            .anyMatch(counterpart -> !counterpart.pipeline().inProcess());
            return increments
                    || wrong(
                            law,
                            "The law `" + law.text() + "` says nothing of " + metric.name()
                                    + ": DuckDB takes all of the input at once, in no increments",
                            "Remove it, or declare it where the engine is one of streams");
        }
        if (law instanceof ReplayLaw.LateTolerant) {
            return checkEventTime(law, metric);
        }
        if (law instanceof ReplayLaw.Idempotent idempotent) {
            return checkSources(idempotent, metric);
        }
        return !(law instanceof ReplayLaw.Additive additive) || checkColumns(additive, metric);
    }

    private boolean checkEventTime(ReplayLaw law, Model metric) {
        List<Source> sources = sources(metric);
        if (sources.stream().anyMatch(source -> source.eventTime().isPresent())) {
            return true;
        }
        String example = sources.isEmpty() ? "orders" : sources.get(0).name();
        return wrong(
                law,
                "The law `" + law.text() + "` needs to know when a row happened, and no source of " + metric.name()
                        + " declares its event time",
                "Declare it in pipeline.yaml: sources: {" + example + ": {eventTime: <column>}}");
    }

    private boolean checkSources(ReplayLaw.Idempotent law, Model metric) {
        List<String> read = sources(metric).stream().map(Source::name).toList();
        for (String name : law.sources()) {
            if (read.stream().noneMatch(name::equalsIgnoreCase)) {
                return wrong(
                        law,
                        metric.name() + " reads no source `" + name + "`, which cannot be delivered twice then",
                        suggestion(name, read, "It reads "));
            }
        }
        return true;
    }

    private boolean checkColumns(ReplayLaw.Additive law, Model metric) {
        List<String> key = metric.metric().orElseThrow().key();
        for (String name : law.dimensions()) {
            if (key.stream().noneMatch(name::equalsIgnoreCase)) {
                return wrong(
                        law,
                        "The key of " + metric.name() + " has no column `" + name
                                + "`, so there are no parts by it that could add up",
                        suggestion(name, key, "The key is "));
            }
        }
        List<Column> measures = metric.output().stream()
                .filter(column -> column.numeric() && key.stream().noneMatch(column.name()::equalsIgnoreCase))
                .toList();
        List<String> names = measures.stream().map(Column::name).toList();
        for (String name : law.measures()) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                return wrong(
                        law,
                        metric.name() + " has no column `" + name + "` that is a number and not in the key",
                        suggestion(name, names, "Such columns are "));
            }
        }
        if (measures(law, metric).isEmpty()) {
            return wrong(
                    law,
                    metric.name() + " has no column outside its key that is a whole number or a decimal",
                    names.isEmpty()
                            ? "Remove the law"
                            : "Name what adds up: {additive: [" + String.join(", ", law.dimensions()) + "], measures: ["
                                    + names.get(0) + "]}");
        }
        return true;
    }

    /** The columns that must add up: those that are named, else all that are exact numbers outside the key. */
    public static List<Column> measures(ReplayLaw.Additive law, Model metric) {
        List<String> key = metric.metric().orElseThrow().key();
        return metric.output().stream()
                .filter(column -> key.stream().noneMatch(column.name()::equalsIgnoreCase))
                .filter(column -> law.measures().isEmpty()
                        ? column.numeric()
                                && !column.type().equals("DOUBLE")
                                && !column.type().equals("FLOAT")
                        : law.measures().stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
    }

    /** The sources that a metric is computed from, in declared order. */
    private List<Source> sources(Model metric) {
        TreeSet<String> read = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        pipeline.closure(List.of(metric)).forEach(model -> read.addAll(model.reads()));
        return pipeline.sources().stream()
                .filter(source -> read.contains(source.name()))
                .toList();
    }

    private static String suggestion(String name, List<String> candidates, String otherwise) {
        String guess = Spelling.didYouMean(name, candidates);
        return Optional.of(guess)
                .filter(text -> !text.isEmpty())
                .orElse(candidates.isEmpty() ? "" : otherwise + String.join(", ", candidates));
    }

    private boolean wrong(ReplayLaw law, String message, String remedy) {
        problems.accept(Problem.at(law.location(), ErrorCode.LAW_INVALID, message, remedy));
        return false;
    }
}
