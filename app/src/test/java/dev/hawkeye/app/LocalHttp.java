package dev.hawkeye.app;

import dev.hawkeye.testing.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The HTTP port of a service on this machine. */
record LocalHttp(int port) {

    /** A free port. */
    static LocalHttp free() {
        return new LocalHttp(Ports.free());
    }

    /** What its health says now: 200 or 503. */
    int ready() throws IOException, InterruptedException {
        return status("/ready");
    }

    int live() throws IOException, InterruptedException {
        return status("/live");
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    String body(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
