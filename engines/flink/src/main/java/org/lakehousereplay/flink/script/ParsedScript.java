package org.lakehousereplay.flink.script;

import java.util.List;
import org.lakehousereplay.spi.EngineProblem;

/**
 * The statements of a script. For the packages of this engine.
 *
 * @param statements those that can be parsed, in the order of the script
 * @param problems what is wrong with the others
 */
public record ParsedScript(List<Statement> statements, List<EngineProblem> problems) {

    public ParsedScript {
        statements = List.copyOf(statements);
        problems = List.copyOf(problems);
    }
}
