package org.lakehousereplay.worker;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lakehousereplay.spi.ReplayEngine;

/**
 * The command that starts a worker with the Java of this process.
 *
 * @param settings what the worker may use
 */
record JavaCommand(WorkerSettings settings) {

    /** What Flink and the libraries of lake tables reach into, which Java has closed since version 17. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks",
            "java.base/jdk.internal.ref",
            "java.base/sun.net.util",
            "java.base/sun.nio.ch",
            "java.base/sun.security.action");

    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(java().toString());
        words.add("-Xmx" + settings.memory());
        if (settings.compiler() == WorkerSettings.Compiler.QUICK) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        // Java takes no two collectors.
        if (settings.arguments().stream()
                .noneMatch(argument -> argument.startsWith("-XX:+Use") && argument.endsWith("GC"))) {
            words.add("-XX:+UseSerialGC");
        }
        words.add("-XX:+ExitOnOutOfMemoryError");
        // What the machine itself has to say belongs into the log, too, and not between the messages.
        words.add("-XX:+DisplayVMOutputToStderr");
        words.add("-Xlog:disable");
        words.add("-Xlog:all=error:stderr");
        // No file of a crash in the directory of the user, and no data of others in shared memory.
        words.add("-XX:ErrorFile=" + settings.log().resolveSibling("worker-crash.log"));
        words.add("-XX:-UsePerfData");
        Stream.of(
                        "file.encoding=UTF-8",
                        "user.timezone=UTC",
                        "user.language=en",
                        "user.country=",
                        "java.awt.headless=true")
                .forEach(property -> words.add("-D" + property));
        words.add("-Djava.io.tmpdir=" + settings.directory());
        OPENED.forEach(opened -> words.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        words.addAll(settings.arguments());
        words.add("-cp");
        words.add(place(WorkerMain.class) + File.pathSeparator + place(ReplayEngine.class));
        words.add(WorkerMain.class.getName());
        words.add(Long.toString(ProcessHandle.current().pid()));
        words.add(settings.directory().toString());
        return words;
    }

    /** The program. */
    static Path java() {
        Path directory = Path.of(System.getProperty("java.home"), "bin");
        Path windows = directory.resolve("java.exe");
        return Files.exists(windows) ? windows : directory.resolve("java");
    }

    /** The jar or directory of a class, wherever the build has it from. */
    static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
