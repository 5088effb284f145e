package org.lakehousereplay.scripts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.spi.PipelineScripts;
import org.lakehousereplay.spi.Script;
import org.lakehousereplay.spi.ScriptMutant;
import org.lakehousereplay.sql.HeadComment;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.mutate.MutationContext;
import org.lakehousereplay.sql.mutate.SqlMutant;
import org.lakehousereplay.sql.mutate.SqlMutants;

/** Changes the query that a script ends in. */
final class ScriptMutants {

    private final PipelineScripts scripts;

    ScriptMutants(PipelineScripts scripts) {
        this.scripts = scripts;
    }

    List<ScriptMutant> make() {
        List<ScriptMutant> mutants = new ArrayList<>();
        try (ScratchDatabase database = ScratchDatabase.open(Duration.ofSeconds(10))) {
            for (Script script : scripts.scripts()) {
                List<ScratchDatabase.ScriptStatement> statements = database.statements(script.text());
                ScratchDatabase.ScriptStatement last = statements.get(statements.size() - 1);
                String query = last.text().substring(HeadComment.endOfComments(last.text()));
                if (query.startsWith("SELECT")) {
                    mutants.addAll(of(database, script, last, query));
                }
            }
        } catch (SqlFailure failure) {
            throw new IllegalStateException(failure);
        }
        return mutants;
    }

    private List<ScriptMutant> of(
            ScratchDatabase database, Script script, ScratchDatabase.ScriptStatement statement, String query)
            throws SqlFailure {
        List<ScriptMutant> mutants = new ArrayList<>();
        for (SqlMutant made : SqlMutants.of(database, query, MutationContext.of(scripts.timeZone()))) {
            Location at = Location.ofByteOffset(
                    script.file(),
                    script.text(),
                    statement.firstWord() + made.position().orElse(0));
            Script changed = new Script(script.file(), script.text().replace(query, made.sql()));
            mutants.add(new ScriptMutant(
                    made.operator().id(),
                    script.file(),
                    at.line(),
                    at.column(),
                    made.before(),
                    made.after(),
                    made.words(),
                    scripts.scripts().stream()
                            .map(each -> each.equals(script) ? changed : each)
                            .toList()));
        }
        return mutants;
    }
}
