package org.lakehousereplay.worker;

import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.util.Set;
import org.lakehousereplay.spi.ReplayEngine;

/** Lets nothing come out of the stream but values of the SPI and plain values of Java. */
enum AdmittedClasses implements ObjectInputFilter {
    INSTANCE;

    private static final long DEPTH = 64;
    private static final Set<String> LANGUAGE = Set.of(
            "java.lang.String",
            "java.lang.Number",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Boolean",
            "java.lang.Enum",
            "java.lang.Object");
    private static final Set<String> PACKAGES =
            Set.of("java.util", "java.time", ReplayEngine.class.getPackageName(), Request.class.getPackageName());

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > DEPTH) {
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        // No path is serializable, so this one was made of its stand-in.
        return type.isPrimitive()
                        || Path.class.isAssignableFrom(type)
                        || LANGUAGE.contains(type.getName())
                        || PACKAGES.contains(type.getPackageName())
                ? Status.ALLOWED
                : Status.REJECTED;
    }
}
