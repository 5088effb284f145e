package org.lakehousereplay.rows;

/** Whose words a change event is told in. For engines and entry points inside this library. */
public enum ChangeEnvelope {
    /** {@code before}, {@code after} and {@code op}, with or without {@code schema} and {@code payload} around them. */
    DEBEZIUM,
    /** {@code data}, {@code old} and {@code type}, each a list of rows. */
    CANAL,
    /** {@code data}, {@code old} and {@code type} of one row. */
    MAXWELL
}
