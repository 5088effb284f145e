package org.lakehousereplay.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;

/** Sees to it that a pipeline has the same metrics on every engine, so that none goes without being compared. */
final class CounterpartCheck {

    private final Pipeline primary;
    private final List<Problem> problems;

    CounterpartCheck(Pipeline primary, List<Problem> problems) {
        this.primary = primary;
        this.problems = problems;
    }

    /** The pipeline as it runs there, with the declarations of the primary one where it has none of its own. */
    Counterpart check(String label, Pipeline other) {
        List<Model> models = new ArrayList<>();
        for (Model model : other.models()) {
            Optional<Model> same = primary.metric(model.name());
            if (model.isMetric() && same.isEmpty()) {
                missing(model, primary.execution().engine());
            }
            models.add(same.isPresent() && !model.isMetric() ? model.withMetric(same.get().metric()) : model);
        }
        Pipeline declared = new Pipeline(
                other.name(),
                other.directory(),
                other.timeZone(),
                other.sources(),
                models,
                other.execution(),
                List.of());
        for (Model metric : primary.metrics()) {
            Optional<Model> same = declared.metric(metric.name());
            if (same.isEmpty()) {
                missing(metric, label);
            } else {
                compare(metric, same.get(), label);
            }
        }
        return new Counterpart(label, declared);
    }

    private void missing(Model metric, String on) {
        tell(
                metric,
                "The metric `" + metric.name() + "` is not there on " + on,
                "Write it there, too, or take the engine out of pipeline.yaml");
    }

    private void compare(Model one, Model other, String label) {
        if (!folded(one.metric().orElseThrow().key())
                .equals(folded(other.metric().orElseThrow().key()))) {
            tell(
                    other,
                    "The key of `" + one.name() + "` is another one on " + label,
                    "Declare the same key, or declare it once");
        } else if (!names(one).equals(names(other))) {
            tell(
                    other,
                    "The output of `" + one.name() + "` has the columns " + shown(other) + " on " + label + ", and "
                            + shown(one) + " on " + primary.execution().engine(),
                    "Give it the same columns");
        }
    }

    private static Set<String> names(Model model) {
        return folded(model.output().stream().map(Column::name).toList());
    }

    private static String shown(Model model) {
        return model.output().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static Set<String> folded(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private void tell(Model metric, String message, String remedy) {
        Location place = metric.metric().map(Metric::location).orElse(Location.of(metric.file()));
        problems.add(Problem.at(place, ErrorCode.ENGINES_DISAGREE, message, remedy));
    }
}
