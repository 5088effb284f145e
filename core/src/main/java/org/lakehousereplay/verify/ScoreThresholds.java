package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;

/**
 * What share of mutants the fixtures have to notice at least. Public API: built by front ends.
 *
 * @param rules the rules; the first that fits a metric counts, and nothing is demanded of a metric that none fits
 */
public record ScoreThresholds(List<Rule> rules) {

    /** Demands nothing. */
    public static final ScoreThresholds NONE = new ScoreThresholds(List.of());

    private static final int ALL = 100;

    public ScoreThresholds {
        rules = List.copyOf(rules);
    }

    /**
     * A demand.
     *
     * @param metric a pattern over {@code metric} or {@code pipeline/metric}
     * @param percent the least score
     */
    public record Rule(String metric, int percent) {}

    /**
     * Reads what a user writes: a number for all metrics, or {@code gmv_10min=95,*=80}.
     *
     * @throws ProblemException when it is neither
     */
    public static ScoreThresholds parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                int equals = part.lastIndexOf('=');
                String metric = equals < 0 ? "*" : part.substring(0, equals).strip();
                rules.add(new Rule(
                        metric, percent(text, part.substring(equals + 1).strip(), metric)));
            }
        }
        return new ScoreThresholds(rules);
    }

    private static int percent(String whole, String number, String metric) {
        boolean digits = !number.isEmpty()
                && number.length() <= 3
                && number.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        if (!digits || Integer.parseInt(number) > ALL || metric.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    "lakehouse.mutationThreshold is " + whole + ", which demands nothing that can be measured",
                    "Write a whole number from 0 to 100 for all metrics, or one for each, such as gmv_10min=95,*=80"));
        }
        return Integer.parseInt(number);
    }

    /** What is demanded of a metric. */
    OptionalInt of(String pipeline, String metric) {
        return rules.stream()
                .filter(rule -> {
                    Globs pattern = new Globs(List.of(rule.metric()));
                    return pattern.matches(metric) || pattern.matches(pipeline + "/" + metric);
                })
                .mapToInt(Rule::percent)
                .findFirst();
    }

    /** The patterns that fit none of the metrics, which is most likely a slip of the pen. */
    List<String> unused(List<String> pipelinesAndMetrics) {
        return rules.stream()
                .map(Rule::metric)
                .filter(pattern -> pipelinesAndMetrics.stream().noneMatch(id -> {
                    Globs globs = new Globs(List.of(pattern));
                    return globs.matches(id) || globs.matches(id.substring(id.indexOf('/') + 1));
                }))
                .toList();
    }
}
