package dev.hawkeye.app;

import dev.hawkeye.testing.Registry;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A {@link Registry} behind a password. */
final class GuardedRegistry implements AutoCloseable {
    private final Registry registry = new Registry();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String expected;
    private final Javalin guard = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.before(this::check);
                config.routes.post("/<path>", this::forward);
                config.routes.get("/<path>", this::forward);
            })
            .start("127.0.0.1", 0);

    /** @param login "user:password" */
    GuardedRegistry(String login) {
        expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private void check(Context context) {
        if (!expected.equals(context.header("Authorization"))) {
            throw new UnauthorizedResponse("who are you?");
        }
    }

    private void forward(Context context) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + context.path()));
        HttpResponse<String> answer = http.send(
                request.method(context.method().name(), HttpRequest.BodyPublishers.ofString(context.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        context.status(answer.statusCode()).contentType("application/json").result(answer.body());
    }

    String url() {
        return "http://127.0.0.1:" + guard.port();
    }

    @Override
    public void close() {
        guard.stop();
        registry.close();
    }
}
