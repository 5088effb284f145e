package org.lakehousereplay.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Carries problems out of a reader that cannot go on. Public API: thrown by the entry points of the library. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems what is wrong, at least one */
    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a ProblemException needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** @param problem what is wrong */
    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    /** What is wrong, at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
