package org.lakehousereplay.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The worker process: loads engines and table formats and does what the build asks for, until the build is gone. Started
 * by {@link WorkerEngines} only.
 */
public final class WorkerMain {

    private WorkerMain() {}

    /**
     * @param arguments the number of the build's process, and the directory of this one
     */
    public static void main(String[] arguments) {
        OutputStream toBuild = new FileOutputStream(FileDescriptor.out);
        // Before any other class is loaded: what libraries print belongs into the log.
        PrintStream log = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);

        Path directory = Path.of(arguments[1]);
        Lifeline.endWith(Long.parseLong(arguments[0]), directory);
        Dispatcher dispatcher = new Dispatcher(new MessageOutput(toBuild));
        boolean asked = serve(dispatcher, new MessageInput(System.in));
        Lifeline.end(asked ? dispatcher::close : () -> {}, directory);
    }

    /**
     * Takes requests until there can be no more.
     *
     * @return whether the build asked for the end, rather than being gone
     */
    private static boolean serve(Dispatcher dispatcher, MessageInput fromBuild) {
        try {
            dispatcher.ready();
            while (true) {
                Object message = fromBuild.read();
                if (message instanceof Request.Stop) {
                    return true;
                }
                dispatcher.take((Request) message);
            }
        } catch (IOException gone) {
            System.err.println("The build is gone: " + gone);
            return false;
        }
    }
}
