package org.lakehousereplay.it.harness;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A repository manager on this machine that asks for a password. */
public final class ReleaseServer implements AutoCloseable {

    private final HttpServer server;
    private final Path directory;

    private ReleaseServer(HttpServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Serves the files of a directory to one user. */
    public static ReleaseServer start(Path directory, String user, String password) throws IOException {
        ReleaseServer started = new ReleaseServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), directory);
        started.server.createContext("/", started::answer).setAuthenticator(new BasicAuthenticator("releases") {
            @Override
            public boolean checkCredentials(String givenUser, String givenPassword) {
                return givenUser.equals(user) && givenPassword.equals(password);
            }
        });
        started.server.start();
        return started;
    }

    /** The address of the repository. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head || content.length == 0 ? -1 : content.length);
            if (!head) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
