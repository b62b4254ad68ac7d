package dev.hawkeye.app.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.app.CommandLineRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyTestCommandTest {
    private final List<String> bodies = new ArrayList<>();

    @TempDir
    Path directory;

    private HttpServer server;
    private int status = 202;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] words = "thank you".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, words.length);
            exchange.getResponseBody().write(words);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysThatTheTargetHasTakenIt() throws IOException {
        CommandLineRun run = test();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "guard at http://127.0.0.1:" + port() + " (webhook) accepted the test message: 202 thank you");
        assertThat(bodies).singleElement().asString().contains("\"type\":\"test\"");
    }

    @Test
    void saysWhyItHasNot() throws IOException {
        status = 401;

        CommandLineRun run = test();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(0)).contains("did not accept the test message: 401 thank you");
        assertThat(run.out().get(1)).contains("would be retried");
    }

    private CommandLineRun test() throws IOException {
        String yaml = "notify: {targets: [{name: guard, type: webhook, url: 'http://127.0.0.1:" + port() + "/in'}]}\n";
        Path file = Files.writeString(directory.resolve("site.yaml"), yaml);
        return CommandLineRun.of("notify", "test", "guard", "--config", file.toString());
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
