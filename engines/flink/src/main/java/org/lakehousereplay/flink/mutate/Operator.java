package org.lakehousereplay.flink.mutate;

import java.util.List;

/** Knows one kind of mistake, and where it can be made. */
interface Operator {

    /** The changes at one part of a statement. */
    List<Change> at(Site site);
}
