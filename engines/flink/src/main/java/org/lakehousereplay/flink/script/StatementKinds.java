package org.lakehousereplay.flink.script;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlAddJar;
import org.apache.flink.sql.parser.ddl.SqlAlterDatabase;
import org.apache.flink.sql.parser.ddl.SqlAlterFunction;
import org.apache.flink.sql.parser.ddl.SqlCreateDatabase;
import org.apache.flink.sql.parser.ddl.SqlCreateFunction;
import org.apache.flink.sql.parser.ddl.SqlDropDatabase;
import org.apache.flink.sql.parser.ddl.SqlDropFunction;
import org.apache.flink.sql.parser.ddl.SqlRemoveJar;
import org.apache.flink.sql.parser.ddl.SqlReplaceTableAs;
import org.apache.flink.sql.parser.ddl.SqlReset;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.ddl.SqlUseDatabase;
import org.apache.flink.sql.parser.ddl.SqlUseModules;
import org.apache.flink.sql.parser.ddl.catalog.SqlCreateCatalog;
import org.apache.flink.sql.parser.ddl.catalog.SqlDropCatalog;
import org.apache.flink.sql.parser.ddl.catalog.SqlUseCatalog;
import org.apache.flink.sql.parser.ddl.table.SqlAlterTable;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTableAs;
import org.apache.flink.sql.parser.ddl.table.SqlDropTable;
import org.apache.flink.sql.parser.ddl.view.SqlAlterView;
import org.apache.flink.sql.parser.ddl.view.SqlCreateView;
import org.apache.flink.sql.parser.ddl.view.SqlDropView;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.apache.flink.sql.parser.dql.SqlLoadModule;
import org.apache.flink.sql.parser.dql.SqlUnloadModule;

/** Sorts syntax trees. */
final class StatementKinds {

    private StatementKinds() {}

    static StatementKind of(SqlNode node) {
        if (node instanceof SqlSet set) {
            return set.getKey() == null ? StatementKind.IGNORED : StatementKind.SET;
        }
        if (node instanceof SqlReset) {
            return StatementKind.RESET;
        }
        if (node instanceof RichSqlInsert) {
            return StatementKind.INSERT;
        }
        if (SqlKind.QUERY.contains(node.getKind())) {
            return StatementKind.QUERY;
        }
        return ofDeclaration(node);
    }

    private static StatementKind ofDeclaration(SqlNode node) {
        if (node instanceof SqlReplaceTableAs) {
            return StatementKind.UNSUPPORTED;
        }
        if (node instanceof SqlCreateTableAs) {
            return StatementKind.CREATE_TABLE_AS;
        }
        if (node instanceof SqlCreateTable) {
            return StatementKind.CREATE_TABLE;
        }
        if (node instanceof SqlCreateView) {
            return StatementKind.CREATE_VIEW;
        }
        if (node instanceof SqlCreateFunction) {
            return StatementKind.CREATE_FUNCTION;
        }
        if (node instanceof SqlCreateCatalog) {
            return StatementKind.CREATE_CATALOG;
        }
        if (node.getKind() == SqlKind.PROCEDURE_CALL) {
            return StatementKind.CALL;
        }
        return changesSession(node) ? StatementKind.DECLARATION : ofTheRest(node);
    }

    private static boolean changesSession(SqlNode node) {
        return node instanceof SqlCreateDatabase
                || node instanceof SqlUseDatabase
                || node instanceof SqlUseCatalog
                || node instanceof SqlUseModules
                || node instanceof SqlLoadModule
                || node instanceof SqlUnloadModule
                || node instanceof SqlAlterTable
                || node instanceof SqlAlterView
                || node instanceof SqlAlterDatabase
                || node instanceof SqlAlterFunction
                || node instanceof SqlDropTable
                || node instanceof SqlDropView
                || node instanceof SqlDropDatabase
                || node instanceof SqlDropFunction
                || node instanceof SqlDropCatalog;
    }

    private static StatementKind ofTheRest(SqlNode node) {
        // Statements that only show something are the classes of "dql", beside those of modules.
        boolean shows = node.getClass().getPackageName().equals(SqlLoadModule.class.getPackageName());
        boolean jar = node instanceof SqlAddJar || node instanceof SqlRemoveJar;
        return shows || jar ? StatementKind.IGNORED : StatementKind.UNSUPPORTED;
    }
}
