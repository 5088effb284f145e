package org.lakehousereplay.report;

import org.lakehousereplay.run.VersionBump;

/**
 * That a project version promises less change than there is.
 *
 * @param bump the step between the versions
 */
record VersionBumpMessage(VersionBump bump) {

    /** What is wrong and what to do, on one line. */
    String sentence() {
        return "The step from " + VisibleText.ofName(bump.from()) + " to " + VisibleText.ofName(bump.to())
                + " promises no more than " + bump.promised().label() + " changes, and there is a "
                + bump.observed().label() + " one: the version must be " + VisibleText.ofName(bump.required())
                + " at least.";
    }
}
