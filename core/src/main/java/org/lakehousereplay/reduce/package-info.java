/**
 * Makes things smaller by trial: delta debugging over numbered parts that somebody else can leave out and judge.
 *
 * <p>No SQL, no rows, no files: what a part is and what must go on being true, the {@link
 * org.lakehousereplay.reduce.Reducible} knows.
 */
package org.lakehousereplay.reduce;
