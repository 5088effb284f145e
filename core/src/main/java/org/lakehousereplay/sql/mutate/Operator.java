package org.lakehousereplay.sql.mutate;

import java.util.List;

/** Knows one kind of mistake, and where it can be made. */
interface Operator {

    /** The changes at one part of a tree: at an object or a list. */
    List<Change> at(Site site);
}
