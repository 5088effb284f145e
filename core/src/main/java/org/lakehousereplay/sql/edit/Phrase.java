package org.lakehousereplay.sql.edit;

/** What kind of part an edit shows, which decides how the engine is made to spell it. For callers of {@link Spelling}. */
public enum Phrase {
    EXPRESSION,
    CONDITIONS,
    SELECT_LIST,
    BRANCHES,
    TABLE,
    JOINED_TABLE,
    ORDER_KEY,
    MODIFIER,
    OPERATION,
    NAMED_QUERY,
    GROUPING,
    QUERY
}
