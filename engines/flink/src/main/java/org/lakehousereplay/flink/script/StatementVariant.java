package org.lakehousereplay.flink.script;

import java.nio.file.Path;

/**
 * Another text for a statement of a script. For the packages of this engine.
 *
 * @param file the script
 * @param start where the statement starts in it, as in {@link Statement#start()}
 * @param sql the other text
 */
public record StatementVariant(Path file, int start, String sql) {}
