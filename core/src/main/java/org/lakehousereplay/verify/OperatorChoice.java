package org.lakehousereplay.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.mutation.MutationOperator;

/**
 * Which operators take part in a mutation run. Public API: built by front ends.
 *
 * @param included the names of those that take part; empty for all
 * @param excluded the names of those that do not
 */
public record OperatorChoice(List<String> included, List<String> excluded) {

    /** All operators. */
    public static final OperatorChoice ALL = new OperatorChoice(List.of(), List.of());

    public OperatorChoice {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /**
     * Reads names of operators, where {@code *} stands for any characters and a {@code !} before a name leaves it out.
     *
     * @throws ProblemException when there is no such operator
     */
    public static OperatorChoice parse(List<String> names) {
        List<String> included = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (String name : names) {
            boolean out = name.startsWith("!");
            String pattern = (out ? name.substring(1) : name).strip();
            Globs globs = new Globs(List.of(pattern));
            if (Arrays.stream(MutationOperator.values()).noneMatch(operator -> globs.matches(operator.id()))) {
                throw new ProblemException(Problem.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "lakehouse.mutationOperators names " + pattern + ", and there is no such operator",
                        "Choose from "
                                + Arrays.stream(MutationOperator.values())
                                        .map(MutationOperator::id)
                                        .collect(Collectors.joining(", "))));
            }
            (out ? excluded : included).add(pattern);
        }
        return new OperatorChoice(included, excluded);
    }

    boolean includes(MutationOperator operator) {
        return new Globs(included).select(operator.id()) && !new Globs(excluded).matches(operator.id());
    }
}
