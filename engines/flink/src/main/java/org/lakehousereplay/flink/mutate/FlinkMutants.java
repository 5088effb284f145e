package org.lakehousereplay.flink.mutate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParseException;
import org.lakehousereplay.flink.script.ParsedScript;
import org.lakehousereplay.flink.script.ScriptParser;
import org.lakehousereplay.flink.script.ScriptReader;
import org.lakehousereplay.flink.script.SqlText;
import org.lakehousereplay.flink.script.Statement;
import org.lakehousereplay.flink.script.StatementKind;
import org.lakehousereplay.flink.script.StatementText;
import org.lakehousereplay.flink.script.StatementVariant;
import org.lakehousereplay.spi.EngineProblem;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;

/** Makes the mutants of scripts. For the packages of this engine. */
public final class FlinkMutants {

    private final PipelineScripts scripts;
    private final List<Candidate> candidates = new ArrayList<>();

    private FlinkMutants(PipelineScripts scripts) {
        this.scripts = scripts;
    }

    /**
     * The mutants of scripts that can be planned, by place, kind and text.
     *
     * @return none for scripts with problems
     */
    public static List<ScriptMutant> of(PipelineScripts scripts, ScriptReader reader) {
        if (!reader.read(scripts).reading().problems().isEmpty()) {
            return List.of();
        }
        List<Candidate> candidates = candidates(scripts);
        Set<StatementVariant> accepted = reader.accepted(
                scripts,
                candidates.stream()
                        .filter(Candidate::alone)
                        .map(Candidate::variant)
                        .toList());
        return candidates.stream()
                .filter(candidate -> candidate.alone()
                        ? accepted.contains(candidate.variant())
                        : reader.accepts(changed(scripts, candidate.mutant())))
                .map(Candidate::mutant)
                .toList();
    }

    private static PipelineScripts changed(PipelineScripts scripts, ScriptMutant mutant) {
        return new PipelineScripts(scripts.pipeline(), mutant.scripts(), scripts.timeZone(), scripts.mode());
    }

    /** All mutants that can be parsed. */
    static List<ScriptMutant> unplanned(PipelineScripts scripts) {
        return candidates(scripts).stream().map(Candidate::mutant).toList();
    }

    private static List<Candidate> candidates(PipelineScripts scripts) {
        List<ParsedScript> parsed =
                scripts.scripts().stream().map(ScriptParser::parse).toList();
        if (parsed.stream().anyMatch(script -> !script.problems().isEmpty())) {
            return List.of();
        }
        List<Statement> statements =
                parsed.stream().flatMap(script -> script.statements().stream()).toList();
        ScriptFacts facts = new ScriptFacts(scripts.timeZone(), statements);
        FlinkMutants made = new FlinkMutants(scripts);
        for (int index = 0; index < parsed.size(); index++) {
            for (Statement statement : parsed.get(index).statements()) {
                made.statement(index, statement, facts);
            }
        }
        return made.candidates;
    }

    private void statement(int script, Statement statement, ScriptFacts facts) {
        Set<String> seen = new HashSet<>();
        seen.add(SqlText.of(statement.node()));
        for (Change change : changes(statement, facts)) {
            String changed = Edit.all(statement.sql(), change.edits());
            fingerprint(changed)
                    .filter(seen::add)
                    .ifPresent(other -> candidates.add(new Candidate(
                            mutant(script, statement, change, changed),
                            new StatementVariant(statement.file(), statement.start(), changed),
                            statement.kind() == StatementKind.INSERT || statement.kind() == StatementKind.QUERY)));
        }
    }

    private static List<Change> changes(Statement statement, ScriptFacts facts) {
        Tools tools = new Tools(new StatementText(statement), facts);
        List<Operator> operators = Operators.all(tools);
        List<Change> changes = new ArrayList<>();
        StatementParts.visit(
                statement.node(), facts, site -> operators.forEach(operator -> changes.addAll(operator.at(site))));
        changes.sort(Comparator.comparingInt(Change::place)
                .thenComparing(Change::kind)
                .thenComparing(Change::after)
                .thenComparing(Change::words));
        return changes;
    }

    /** What tells a statement from all others; empty when the parser does not take it. */
    private static Optional<String> fingerprint(String sql) {
        try {
            return Optional.of(SqlText.of(SqlText.parse(sql)));
        } catch (SqlParseException refused) {
            return Optional.empty();
        }
    }

    private ScriptMutant mutant(int index, Statement statement, Change change, String changed) {
        Script script = scripts.scripts().get(index);
        String text = script.text().substring(0, statement.start())
                + changed
                + script.text().substring(statement.end());
        List<Script> all = new ArrayList<>(scripts.scripts());
        all.set(index, new Script(script.file(), text));
        EngineProblem.Position position = new StatementText(statement).position(statement, change.place());
        return new ScriptMutant(
                change.kind().id(),
                script.file(),
                position.line(),
                position.column(),
                change.before(),
                change.after(),
                change.words(),
                all);
    }

    /**
     * A mutant that is not planned yet.
     *
     * @param mutant the mutant
     * @param variant the statement that was changed
     * @param alone whether no other statement depends on how this one is written
     */
    private record Candidate(ScriptMutant mutant, StatementVariant variant, boolean alone) {}
}
