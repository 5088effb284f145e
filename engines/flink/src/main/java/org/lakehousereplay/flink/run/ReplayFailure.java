package org.lakehousereplay.flink.run;

import java.util.Optional;
import org.lakehousereplay.spi.EngineProblem;

/** Ends a replay, with what its author has to know. */
final class ReplayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EngineProblem problem;

    ReplayFailure(EngineProblem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    ReplayFailure(EngineProblem.Kind kind, Optional<EngineProblem.Position> position, String message, Throwable cause) {
        this(new EngineProblem(kind, position, message, ""), cause);
    }

    EngineProblem problem() {
        return problem;
    }
}
