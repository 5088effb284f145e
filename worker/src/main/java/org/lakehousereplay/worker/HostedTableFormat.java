package org.lakehousereplay.worker;

import java.nio.file.Path;
import java.util.List;
import org.lakehousereplay.spi.EngineUnavailableException;
import org.lakehousereplay.spi.LakeTableFormat;

/** A table format of this process. Everything but the constructor is called on its thread. */
final class HostedTableFormat {

    private final String name;
    private final PlugInThread thread;
    private LakeTableFormat format;

    HostedTableFormat(String name) {
        this.name = name;
        this.thread = new PlugInThread(name);
    }

    PlugInThread thread() {
        return thread;
    }

    /** Loads the table format; gives its name. */
    String open(List<Path> classPath) throws EngineUnavailableException {
        format = new PlugInLoader<>("table format", LakeTableFormat.class, LakeTableFormat::name).load(name, classPath);
        return name;
    }

    LakeTableFormat get() {
        if (format == null) {
            throw new IllegalStateException("the table format " + name + " is not open");
        }
        return format;
    }
}
