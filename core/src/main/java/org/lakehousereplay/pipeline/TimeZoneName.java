package org.lakehousereplay.pipeline;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the name of a time zone as pipelines, fixtures and front ends take it. */
public final class TimeZoneName {

    private TimeZoneName() {}

    /**
     * The zone of a name; empty when there is none that both Java and the engines know.
     *
     * @param name a region such as {@code Asia/Shanghai}, or {@code UTC}; no offset, because engines know no zone called
     *     {@code +08:00}
     */
    public static Optional<ZoneId> parse(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name) || name.startsWith("SystemV/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
