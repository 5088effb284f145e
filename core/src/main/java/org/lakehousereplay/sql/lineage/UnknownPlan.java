package org.lakehousereplay.sql.lineage;

/** A plan has something in it that this library does not know, so nothing can be told for sure. */
final class UnknownPlan extends Exception {

    private static final long serialVersionUID = 1;

    UnknownPlan(String what) {
        super(what);
    }
}
