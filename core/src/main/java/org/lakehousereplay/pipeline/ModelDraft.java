package org.lakehousereplay.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.lakehousereplay.diagnostic.ErrorCode;
import org.lakehousereplay.diagnostic.Location;
import org.lakehousereplay.diagnostic.Problem;
import org.lakehousereplay.diagnostic.ProblemException;
import org.lakehousereplay.diagnostic.TextFile;
import org.lakehousereplay.sql.HeadComment;
import org.lakehousereplay.sql.ScratchDatabase;
import org.lakehousereplay.sql.SqlFailure;
import org.lakehousereplay.sql.SqlSyntax;

/**
 * A model as far as its own file tells, before anybody looks at the tables that it reads.
 *
 * @param name the file stem
 * @param layer the sub-folder; empty at the top
 * @param file the SQL file
 * @param sql its text
 * @param header the metric header, if there is a sound one
 * @param syntax what the SQL consists of; empty when it is not one SELECT within the rules
 */
record ModelDraft(
        String name, String layer, Path file, String sql, Optional<MetricHeader> header, Optional<SqlSyntax> syntax) {

    static ModelDraft read(ScratchDatabase database, Path directory, Path file, String name, List<Problem> problems) {
        Path folder = directory.relativize(file).getParent();
        String layer = folder == null
                ? ""
                : folder.toString().replace(file.getFileSystem().getSeparator(), "/");
        String sql;
        try {
            sql = TextFile.read(file);
        } catch (ProblemException unreadable) {
            problems.addAll(unreadable.problems());
            return new ModelDraft(name, layer, file, "", Optional.empty(), Optional.empty());
        }
        return of(database, new ModelText(name, layer, file, sql), problems);
    }

    static ModelDraft of(ScratchDatabase database, ModelText model, List<Problem> problems) {
        Optional<MetricHeader> header = MetricHeader.read(model.file(), model.sql(), problems);
        return new ModelDraft(
                model.name(),
                model.layer(),
                model.file(),
                model.sql(),
                header,
                syntax(database, model.file(), model.sql(), problems));
    }

    /** The same draft without checks, which a text that nobody wrote need not hold. */
    ModelDraft withoutChecks() {
        return new ModelDraft(name, layer, file, sql, header.map(MetricHeader::withoutChecks), syntax);
    }

    /** Layer and name: the order of files in a listing. */
    String path() {
        return layer.isEmpty() ? name : layer + "/" + name;
    }

    Location firstWord() {
        return SandboxRules.place(file, sql, -1);
    }

    private static Optional<SqlSyntax> syntax(ScratchDatabase database, Path file, String sql, List<Problem> problems) {
        SqlSyntax syntax;
        try {
            syntax = database.parse(sql);
        } catch (SqlFailure failure) {
            if (isUnclosedHeader(sql)) {
                // Told once, as a problem of the header.
                return Optional.empty();
            }
            problems.add(
                    failure.error().type().equals("not implemented")
                            ? notASelect(database, file, sql)
                            : SqlProblem.of(file, sql, failure.error(), SandboxRules.place(file, sql, -1)));
            return Optional.empty();
        }
        if (syntax.statements() != 1) {
            problems.add(syntax.statements() == 0 ? empty(file) : second(database, file, sql));
            return Optional.empty();
        }
        List<Problem> found = new ArrayList<>();
        SandboxRules.check(file, sql, syntax, found);
        problems.addAll(found);
        return found.isEmpty() ? Optional.of(syntax) : Optional.empty();
    }

    private static boolean isUnclosedHeader(String sql) {
        return HeadComment.read(sql).stream()
                .anyMatch(comment -> !comment.closed() && comment.text().strip().startsWith("@metric"));
    }

    private static Problem empty(Path file) {
        return Problem.at(
                Location.of(file),
                ErrorCode.SQL_NOT_A_SELECT,
                "The model holds no statement",
                "Write one SELECT, or delete the file");
    }

    private static Problem notASelect(ScratchDatabase database, Path file, String sql) {
        List<ScratchDatabase.ScriptStatement> statements = split(database, sql);
        for (ScratchDatabase.ScriptStatement statement : statements) {
            String kind = kind(database, statement);
            if (kind.equals("PIVOT")) {
                return Problem.at(
                        SandboxRules.place(file, sql, statement.firstWord()),
                        ErrorCode.SQL_NOT_A_SELECT,
                        "The columns of this PIVOT depend on the data",
                        "Name its values: PIVOT ... ON column IN (first, second)");
            }
        }
        if (statements.size() > 1) {
            return second(database, file, sql);
        }
        return Problem.at(
                SandboxRules.place(file, sql, -1),
                ErrorCode.SQL_NOT_A_SELECT,
                "A model must be one SELECT, and this is another kind of statement",
                "Write the SELECT alone; the table of the model's name is made from it");
    }

    /** A PIVOT without IN is no statement of its own in the parser; only its first word tells. */
    private static String kind(ScratchDatabase database, ScratchDatabase.ScriptStatement statement) {
        String text = statement.text();
        int start = HeadComment.endOfComments(text);
        if (text.regionMatches(true, start, "PIVOT", 0, 5)) {
            return "PIVOT";
        }
        boolean query = text.regionMatches(true, start, "SELECT", 0, 6)
                || text.regionMatches(true, start, "WITH", 0, 4)
                || text.regionMatches(true, start, "FROM", 0, 4);
        // The parser calls a query no SELECT only when a PIVOT in it has to be expanded from data.
        return query && !isQuery(database, text) ? "PIVOT" : "";
    }

    private static boolean isQuery(ScratchDatabase database, String text) {
        try {
            database.parse(text);
            return true;
        } catch (SqlFailure notAQuery) {
            return false;
        }
    }

    private static Problem second(ScratchDatabase database, Path file, String sql) {
        List<ScratchDatabase.ScriptStatement> statements = split(database, sql);
        OptionalLong position =
                statements.size() > 1 ? OptionalLong.of(statements.get(1).firstWord()) : OptionalLong.empty();
        return Problem.at(
                SandboxRules.place(file, sql, position.orElse(-1)),
                ErrorCode.SQL_NOT_A_SELECT,
                "A model must be one SELECT, and here a second statement begins",
                "Put each SELECT into a file of its own");
    }

    private static List<ScratchDatabase.ScriptStatement> split(ScratchDatabase database, String sql) {
        try {
            return database.statements(sql);
        } catch (SqlFailure unparsed) {
            return List.of();
        }
    }
}
