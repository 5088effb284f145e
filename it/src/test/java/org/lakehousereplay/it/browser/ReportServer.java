package org.lakehousereplay.it.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves a report as a build server does: its files as they are, each with the server's own policy. */
final class ReportServer implements AutoCloseable {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "css", "text/css", "js", "text/javascript");

    private final HttpServer server;

    private ReportServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param directory the directory of the report
     * @param policy the Content-Security-Policy header
     */
    static ReportServer start(Path directory, String policy) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    Path file = directory
                            .resolve(exchange.getRequestURI().getPath().substring(1))
                            .normalize();
                    if (file.endsWith("favicon.ico")) {
                        exchange.sendResponseHeaders(204, -1);
                        return;
                    }
                    if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                    String name = file.getFileName().toString();
                    String type =
                            TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
                    exchange.getResponseHeaders().set("Content-Type", type);
                    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
                    byte[] content = Files.readAllBytes(file);
                    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                    exchange.getResponseBody().write(content);
                }
            });
            server.start();
            return new ReportServer(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The address of a file of the report. */
    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
