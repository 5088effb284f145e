package org.lakehousereplay.pipeline;

import java.util.Map;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.spi.EngineProblem;

/** Turns what another engine than DuckDB finds wrong into a problem. For readers and replays of pipelines. */
public final class ScriptProblem {

    private static final Map<EngineProblem.Kind, ErrorCode> CODES = Map.of(
            EngineProblem.Kind.SCRIPT, ErrorCode.SQL_INVALID,
            EngineProblem.Kind.UNSUPPORTED, ErrorCode.SCRIPT_UNSUPPORTED,
            EngineProblem.Kind.INPUT, ErrorCode.VALUE_INVALID,
            EngineProblem.Kind.FAILED, ErrorCode.QUERY_FAILED,
            EngineProblem.Kind.TIMEOUT, ErrorCode.QUERY_TIMEOUT,
            EngineProblem.Kind.OUT_OF_MEMORY, ErrorCode.QUERY_OUT_OF_MEMORY);

    private ScriptProblem() {}

    /**
     * A problem that an engine tells.
     *
     * @param problem what it tells
     * @param otherwise the place where it tells none
     */
    public static Problem of(EngineProblem problem, Location otherwise) {
        Location place = problem.position()
                .map(position -> new Location(position.file(), position.line(), position.column()))
                .orElse(otherwise);
        return Problem.at(place, CODES.get(problem.kind()), sentence(problem.message()), sentence(problem.remedy()));
    }

    /**
     * An engine that broke where it should have told something.
     *
     * @param engine its name
     * @param place what it was asked for
     * @param failure how it broke
     */
    public static Problem broken(String engine, Location place, RuntimeException failure) {
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Problem.at(
                place,
                ErrorCode.ENGINE_FAILED,
                "the engine " + engine + " broke down: " + sentence(reason),
                "Run again with -X; if it happens again, report it to the makers of the engine");
    }

    /** Without the full stop at its end, which rendering adds. */
    private static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
