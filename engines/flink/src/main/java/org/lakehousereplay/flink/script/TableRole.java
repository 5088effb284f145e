package org.lakehousereplay.flink.script;

/** What a table of a script is in a replay. For the packages of this engine. */
public enum TableRole {
    /** A table of the outside world that is read: gives the rows of a fixture. */
    SOURCE,
    /** A table of the outside world that is written: its rows are kept. */
    SINK,
    /** A table of the outside world that is written and read: its rows are kept, and handed on. */
    TOPIC,
    /** A Paimon table that is written. */
    LAKE,
    /** A Paimon table that is only read: it starts with the rows of a fixture. */
    LAKE_SOURCE,
    /** A view. */
    VIEW,
    /** A query that stands alone. */
    QUERY,
    /** A table that no statement uses. */
    UNUSED
}
