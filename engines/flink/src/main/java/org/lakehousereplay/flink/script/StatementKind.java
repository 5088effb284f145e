package org.lakehousereplay.flink.script;

/** Sorts of statements, by what a replay does with them. For the packages of this engine. */
public enum StatementKind {
    /** {@code SET 'key' = 'value'}; the node is a {@code SqlSet}, also where the script left out the quotes. */
    SET,
    /** {@code RESET} of one setting or of all; the node is a {@code SqlReset}. */
    RESET,
    /** {@code CREATE CATALOG}, which a replay makes in its own directory or in memory. */
    CREATE_CATALOG,
    /** {@code CREATE TABLE}, also {@code LIKE} another one. */
    CREATE_TABLE,
    /** {@code CREATE TABLE … AS} a query: declares a table and writes to it. */
    CREATE_TABLE_AS,
    /** {@code CREATE VIEW}. */
    CREATE_VIEW,
    /** {@code CREATE FUNCTION}. */
    CREATE_FUNCTION,
    /** Whatever else changes the catalogs or the session at once: databases, {@code USE}, {@code ALTER}, {@code DROP}. */
    DECLARATION,
    /** {@code INSERT INTO} or {@code INSERT OVERWRITE}, alone or of a statement set. */
    INSERT,
    /** A query that stands alone. */
    QUERY,
    /** {@code CALL} of a procedure. */
    CALL,
    /** What only shows something, such as {@code SHOW}, {@code DESCRIBE}, {@code EXPLAIN}: a replay passes it over. */
    IGNORED,
    /** What a replay cannot do. */
    UNSUPPORTED
}
