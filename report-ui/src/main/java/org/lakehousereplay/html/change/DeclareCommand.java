package org.lakehousereplay.html.change;

import org.lakehousereplay.report.RecordCommand;

/** The command that declares what changed since a version. */
final class DeclareCommand {

    private DeclareCommand() {}

    /** A release of the project is found again by itself; every other version must be named. */
    static String of(String baseline) {
        return "mvn lakehouse:declare"
                + (baseline.indexOf(':') < 0 ? "" : " " + RecordCommand.quote("-Dlakehouse.baseline=" + baseline));
    }
}
