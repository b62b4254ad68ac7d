package dev.hawkeye.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.HistoryUnavailableException;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.javalin.Javalin;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A console with a server of its own at a free port of loopback. */
public final class TestConsole implements AutoCloseable {
    /** Where no aggregator answers. */
    public static final CountHistory NO_HISTORY = (camera, from, to) -> {
        throw new HistoryUnavailableException("no aggregator");
    };

    /** Of camera gate: a zone on the left, a line down the middle, a mask in a corner. */
    static final Scene SCENE = new Scene(
            List.of(new Zone("door", polygon(0, 0, 0.4, 0, 0.4, 1, 0, 1))),
            List.of(new Line("barrier", new Polyline(List.of(new Point(0.5, 0), new Point(0.5, 1))))),
            List.of(new Mask(polygon(0.9, 0, 1, 0, 1, 0.1), Anchor.CENTER)),
            Map.of(),
            Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    final ConsoleService service;
    final TestAccess gate = new TestAccess(TestAccess.State.OPEN);
    private final Javalin server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Polygon polygon(double... coordinates) {
        return new Polygon(IntStream.range(0, coordinates.length / 2)
                .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
                .toList());
    }

    /** @param model null for none */
    public TestConsole(
            Topics topics, SchemaRegistry registry, Map<String, Object> kafka, CountHistory history, Path model) {
        this(topics, registry, kafka, history, model, ClipsConfig.NONE);
    }

    TestConsole(
            Topics topics,
            SchemaRegistry registry,
            Map<String, Object> kafka,
            CountHistory history,
            Path model,
            ClipsConfig clips) {
        service = new ConsoleService(
                new ConsoleConfig(List.of(), DataSize.parse("8 MiB"), 100, "Asia/Kolkata", Map.of()),
                new Pipeline(
                        topics,
                        "detector",
                        "aggregator",
                        Optional.ofNullable(model),
                        DetectionLimits.DEFAULTS,
                        new SiteSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofDays(7)),
                        new ByCamera<>(Scene.NONE, Map.of("gate", SCENE, "yard", Scene.NONE)),
                        clips,
                        true),
                () -> kafka,
                registry,
                history,
                new SimpleMeterRegistry());
        server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.routes.exception(HttpResponseException.class, (e, context) -> JsonAnswers.failure(context, e));
            javalin.routes.exception(Exception.class, (e, context) -> JsonAnswers.failure(context, e));
            service.addTo(
                    javalin.routes,
                    new Sessions(gate, Clock.systemUTC()),
                    TestAdministration.control(),
                    TestAdministration.of());
        });
        server.start("127.0.0.1", 0);
    }

    /** Settings of a site whose clips are in a folder. */
    static ClipsConfig clipsIn(Path folder) {
        ClipsConfig none = ClipsConfig.NONE;
        return new ClipsConfig(
                folder.toString(),
                none.endpoint(),
                none.region(),
                none.credentials(),
                none.before(),
                none.after(),
                none.longest(),
                none.events(),
                none.classes(),
                none.ring(),
                none.spool(),
                none.spoolSize(),
                none.giveUpAfter(),
                none.retention(),
                none.budget(),
                none.budgetPeriod());
    }

    public int port() {
        return server.port();
    }

    Javalin server() {
        return server;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> open(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path).build());
    }

    public HttpResponse<byte[]> post(String path, String contentType, byte[] body) throws Exception {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    public JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    public static JsonNode json(HttpResponse<byte[]> response) throws Exception {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        service.close();
        server.stop();
    }
}
