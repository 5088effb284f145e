package org.lakehousereplay.worker;

import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What travels in the place of values that cannot be serialized themselves, or that the other side does not know. */
final class StandIn {

    private StandIn() {}

    /** A value as it travels. */
    static Object of(Object value) {
        if (value instanceof Path path) {
            if (!path.getFileSystem().equals(FileSystems.getDefault())) {
                throw new IllegalArgumentException(path + " is in a file system that no other process can reach");
            }
            return new PathText(path.toString());
        }
        if (value instanceof Optional<?> optional) {
            return new OptionalValue(optional.orElse(null));
        }
        // An engine may well use the collections of some library, which the build does not have.
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return isOfJava(value) ? value : copied(value);
        }
        return value;
    }

    private static boolean isOfJava(Object value) {
        return value.getClass().getModule().equals(Object.class.getModule())
                && value.getClass().getPackageName().equals("java.util")
                && value instanceof Serializable;
    }

    private static Object copied(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        return value instanceof Set<?> set ? new LinkedHashSet<>(set) : new ArrayList<>((Collection<?>) value);
    }

    /**
     * A path of the default file system.
     *
     * @param text the path
     */
    record PathText(String text) implements Serializable {

        private Object readResolve() {
            return Path.of(text);
        }
    }

    /**
     * A value that may be missing.
     *
     * @param value the value; null when it is missing
     */
    record OptionalValue(Object value) implements Serializable {

        private Object readResolve() {
            return Optional.ofNullable(value);
        }
    }
}
