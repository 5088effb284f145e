package org.lakehousereplay.engine.duckdb;

import java.time.Duration;
import java.util.function.Predicate;
import org.lakehousereplay.mutation.MutationOperator;

/**
 * How mutants are made and tried. For the entry points of the library.
 *
 * @param operators the ways in which SQL is changed
 * @param limit how long it may take in all
 */
public record MutationOptions(Predicate<MutationOperator> operators, Duration limit) {}
