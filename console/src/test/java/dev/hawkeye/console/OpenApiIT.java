package dev.hawkeye.console;

import static dev.hawkeye.console.TestSite.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.console.DescribedApi.Answer;
import dev.hawkeye.console.LiveListener.Message;
import dev.hawkeye.console.TestAccess.State;
import dev.hawkeye.console.access.Attempts;
import dev.hawkeye.console.routes.TryItRoute;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import io.javalin.router.ParsedEndpoint;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API answers as openapi.yaml says: each path with each status, and nothing that is not in it. */
class OpenApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "1b671a64-40d5-491e-99b0-da01ff1f3341";
    private static final byte[] NO_PICTURE = "no picture".getBytes(UTF_8);
    private static final byte[] WRONG_TOKEN = "{\"token\": \"wrong\"}".getBytes(UTF_8);
    private static final byte[] RIGHT_TOKEN = ("{\"token\": \"" + TestAccess.TOKEN + "\"}").getBytes(UTF_8);

    private static final byte[] ADMIN_TOKEN =
            ("{\"token\": \"" + TestAdministration.TOKEN + "\", \"name\": \"Zoë\"}").getBytes(UTF_8);
    private static final String[] OUR_PAGE = {"Hawkeye-Admin", "1", "Sec-Fetch-Site", "same-origin"};
    private static final String MODEL = "/api/admin/models?name=a.onnx";

    /** Changes that are accepted. */
    private static final Map<String, byte[]> BODIES = Map.of(
            "/api/admin/test-camera",
            "{\"url\": \"rtsp://192.0.2.1/\"}".getBytes(UTF_8),
            "/api/admin/settings",
            "{\"base\": 7, \"edits\": [{\"key\": \"camera/gate\", \"value\": null}]}".getBytes(UTF_8),
            "/api/admin/settings/undo",
            "{\"revision\": 7}".getBytes(UTF_8),
            MODEL,
            new byte[12],
            "/api/admin/models/rollback",
            "{}".getBytes(UTF_8));

    private static final byte[] CLIP = {1, 2, 3, 4, 5};

    private final DescribedApi described = new DescribedApi();
    private TestConsole console;
    private String frame;
    private String torn;
    private String adminCookie;
    private Path clips;

    @Test
    void eachPathAnswersWithEachStatusAsDescribed(@TempDir Path kafka, @TempDir Path models) throws Exception {
        Path model = Files.write(models.resolve("blocks.onnx"), BlockModel.dynamic());
        clips = Files.createDirectories(models.resolve("clips"));
        try (TestSite site = new TestSite(kafka, 0);
                TestConsole started = new TestConsole(
                        site.topics,
                        site.registry,
                        site.properties(),
                        TestConsole.NO_HISTORY,
                        model,
                        TestConsole.clipsIn(clips))) {
            console = started;
            console.service.start();
            await().atMost(PATIENCE).until(console.service::ready);
            fill(site);

            whatIsThere();
            whatIsNot();
            wrongQuestions();
            brokenPictures();
            theStream();
            changes();
            refusedChanges();
            console.gate.set(State.CLOSED);
            everything(403, "");
            console.gate.set(State.TOKEN);
            everything(401, "");
            sessions();
            wrongTokens();
            everything(429, "Bearer wrong");
            console.gate.set(State.OPEN);
            console.service.close();
            everything(503, "");
        }
        assertThat(described.seen()).containsAll(described.all()).hasSameSizeAs(described.all());
    }

    @Test
    void thereIsNoRouteThatIsNotDescribed() {
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://routes"));
        Set<String> served = new TreeSet<>();
        try (TestConsole idle = new TestConsole(new Topics(""), registry, Map.of(), TestConsole.NO_HISTORY, null)) {
            for (ParsedEndpoint route : idle.server().unsafe.internalRouter.allHttpHandlers()) {
                if (route.endpoint.method.isHttpMethod()) {
                    served.add(route.endpoint.method.name() + " " + route.endpoint.path.replaceAll("<(\\w+)>", "{$1}"));
                }
            }
        }

        assertThat(served)
                .isEqualTo(described.all().stream()
                        .map(answer -> answer.method() + " " + answer.path())
                        .collect(Collectors.toSet()));
    }

    private void fill(TestSite site) throws Exception {
        site.report("gate", CameraState.STREAMING);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        frame = path(site.film("gate", 0, now, TestPictures.street(), object(2, "car", .9, 1, 2, 30, 40)));
        torn = path(site.film("torn", 0, NO_PICTURE));
        site.count("gate", "car", Instant.now().minusSeconds(20), true, 7);
        site.track("5a3e7c1d-0000-4000-8000-000000000001", "gate", 7, false);
        site.event(EVENT, "gate", "car", TestSite.NOON, EventKind.APPEARED);
        site.keyframe(EVENT, "gate", TestPictures.street(), object(2, "car", .9, 1, 2, 30, 40));
        Path clip = Files.createDirectories(clips.resolve("gate/2026-05-01")).resolve(EVENT + ".mp4");
        Files.write(clip, CLIP);
        site.clip(EVENT, "gate", clip.toUri().toString(), List.of(now.minusMillis(200), now));
        site.noClip("torn", "gate", "the ring was too small");
        site.event("torn", "gate", "car", TestSite.NOON, EventKind.LEFT);
        site.keyframe("torn", "gate", NO_PICTURE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(console.json("/api/cameras").toString()
                                + console.json("/api/events")
                                + console.json("/api/tracks?camera=gate")
                                + console.json("/api/counts?camera=gate"))
                        .contains(
                                "5a3e7c1d",
                                frame,
                                torn,
                                "STREAMING",
                                "/torn/keyframe.jpg",
                                EVENT + "/keyframe.jpg",
                                EVENT + "/clip.mp4",
                                "the ring was too small",
                                "peak"));
    }

    private static String path(FrameRef place) {
        return "/api/frames/" + place.getPartition() + "/" + place.getOffset() + ".jpg";
    }

    private void whatIsThere() throws Exception {
        for (String path : List.of("/", "/assets/icon.svg", "/api/openapi.yaml")) {
            String etag = ask("GET", path, 200).headers().firstValue("ETag").orElseThrow();
            ask(get(path).header("If-None-Match", etag), 304);
        }
        ask("GET", "/api/session", 200);
        ask(post("/api/session", "application/json", WRONG_TOKEN), 204);
        ask("DELETE", "/api/session", 204);
        ask("GET", "/api/cameras", 200);
        ask("GET", "/api/cameras/gate/picture.jpg?width=100&boxes=true", 200);
        ask("GET", frame + "?width=100", 200);
        ask("GET", "/api/counts?camera=gate&step=60000", 200);
        assertThat(TestConsole.json(ask("GET", "/api/scenes", 200)).toString())
                .contains("\"others\":{\"zones\":[]", "\"gate\":{\"zones\":[{\"name\":\"door\"", "[0.4,1.0]")
                .doesNotContain("yard");
        assertThat(TestConsole.json(ask("GET", "/api/tracks?camera=gate", 200))
                        .at("/tracks/0/path/1/1")
                        .asDouble())
                .isEqualTo(0.45);
        JsonNode trial = TestConsole.json(ask("GET", "/api/tracks/trial?camera=gate&line=0.3,0;0.3,1", 200));
        assertThat(trial.at("/classes/0/lines/0/crossed").asLong()).isEqualTo(1);
        ask("GET", "/api/tracks/trial?camera=gate&zone=0,0;0.3,0;0.3,1;0,1&class=car", 200);
        JsonNode full = TestConsole.json(
                ask("GET", "/api/tracks/trial?camera=gate&zone=0,0;1,0;1,1;0,1&inertia=0&loiter=1&full=1", 200));
        assertThat(full.get("loitered").asLong()).isEqualTo(1);
        assertThat(full.get("full").asLong()).isEqualTo(1);
        assertThat(new String(
                        ask("GET", "/api/counts.csv?cameras=gate,yard", 200).body(), UTF_8))
                .contains("window_start,", "gate,car,", "\r\n");
        assertThat(TestConsole.json(ask("GET", "/api/site", 200))
                        .at("/timeZone")
                        .asText())
                .isEqualTo("Asia/Kolkata");
        assertThat(TestConsole.json(ask("GET", "/api/events/filters", 200)).toString())
                .isEqualTo("{\"cameras\":[\"gate\",\"torn\"],\"classes\":[\"car\"],\"places\":[]}");
        await().atMost(PATIENCE).until(() -> console.get("/api/model").statusCode() == 200);
        ask("GET", "/api/model", 200);
        ask("GET", "/api/events?camera=gate&class=car&type=APPEARED&place=door&limit=1", 200);
        ask("GET", "/api/events/" + EVENT + "/keyframe.jpg?download=true", 200);
        ask("GET", "/api/events/" + EVENT + "/crop.jpg?width=100", 200);
        clipAndWhatWasSeenInIt();
        ask("GET", "/api/health", 200);
        ask(post("/api/detect", "image/jpeg", TestPictures.street()), 200);
    }

    private void clipAndWhatWasSeenInIt() throws Exception {
        String path = "/api/events/" + EVENT + "/clip.mp4";
        HttpResponse<byte[]> whole = ask("GET", path + "?download=true", 200);
        assertThat(whole.body()).isEqualTo(CLIP);
        assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"gate-car-2026-05-01T120000.mp4\"");
        HttpResponse<byte[]> part = ask(get(path).header("Range", "bytes=2-3"), 206);
        assertThat(part.body()).containsExactly(CLIP[2], CLIP[3]);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-3/" + CLIP.length);
        ask(get(path).header("Range", "bytes=100-"), 416);
        JsonNode sights = TestConsole.json(ask("GET", "/api/events/" + EVENT + "/clip/sights", 200));
        assertThat(sights.at("/sights")).hasSize(1);
        assertThat(sights.at("/sights/0/at").asInt()).isEqualTo(200);
        assertThat(sights.at("/sights/0/objects/0/className").asText()).isEqualTo("car");
    }

    private void whatIsNot() throws Exception {
        ask("GET", "/assets/nothing.js", 404);
        ask("GET", "/api/cameras/nobody/picture.jpg", 404);
        ask("GET", "/api/frames/0/4711.jpg", 404);
        ask("GET", "/api/events/nothing/keyframe.jpg", 404);
        ask("GET", "/api/events/nothing/crop.jpg", 404);
        ask("GET", "/api/events/torn/clip.mp4", 404);
        ask("GET", "/api/events/torn/clip/sights", 404);
    }

    private void wrongQuestions() throws Exception {
        ask("GET", "/api/cameras/gate/picture.jpg?width=1", 400);
        ask("GET", frame + "?width=wide", 400);
        ask("GET", "/api/counts", 400);
        ask("GET", "/api/tracks", 400);
        ask("GET", "/api/tracks/trial?camera=gate", 400);
        ask("GET", "/api/tracks/trial?camera=gate&zone=0,0;1,0;1,1&full=3&clear=3", 400);
        assertThat(TestConsole.json(ask("GET", "/api/tracks/trial?camera=gate&zone=0,0;1,1;1,0;0,1", 400))
                        .at("/error")
                        .asText())
                .startsWith("zone must be a border that does not cross itself, got: [0.0, 0.0] to [1.0, 1.0] and");
        ask("GET", "/api/counts.csv?from=9&to=8", 400);
        ask("GET", "/api/events?limit=0", 400);
        ask("GET", "/api/events?type=HAPPENED", 400);
        ask("GET", "/api/events/" + EVENT + "/keyframe.jpg?boxes=maybe", 400);
        ask("GET", "/api/events/" + EVENT + "/crop.jpg?width=1", 400);
        ask("GET", "/api/events/" + EVENT + "/clip.mp4?download=maybe", 400);
        ask("GET", "/api/live?only=everything", 400);
        ask(post("/api/detect", "text/plain", NO_PICTURE), 415);
        ask(post("/api/detect", "image/jpeg", new byte[TryItRoute.MAX_BYTES + 1]), 413);
    }

    private void brokenPictures() throws Exception {
        ask("GET", torn + "?width=100", 422);
        ask("GET", "/api/cameras/torn/picture.jpg?width=100", 422);
        ask("GET", "/api/events/torn/keyframe.jpg?width=100", 422);
        ask("GET", "/api/events/torn/crop.jpg?width=100", 422);
        ask(post("/api/detect", "image/jpeg", TestPictures.claiming(60_000, 60_000)), 422);
    }

    private void theStream() throws Exception {
        Map<String, String> schemas = Map.of(
                "hello", "Hello", "camera", "Camera", "detection", "Detection", "track", "Track", "health", "Health");
        try (LiveListener listener = new LiveListener(console.open("/api/live").body())) {
            await().atMost(PATIENCE).until(() -> listener.of("health").size() > 1);
            described.sawStream();
            for (Message message : listener.all()) {
                described.check(schemas.get(message.event()), message.data());
            }
        }
    }

    private void changes() throws Exception {
        ask("GET", "/api/settings", 200);
        ask("GET", "/api/models", 200);
        ask("GET", "/api/admin/session", 200);
        String set = ask(fromOurPage(post("/api/admin/session", "application/json", ADMIN_TOKEN)), 204)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        adminCookie = set.substring(0, set.indexOf(';'));
        ask(fromOurPage(get("/api/admin/session").DELETE()), 204);
        ask(admin(get("/api/admin/settings")), 200);
        ask(admin(get("/api/admin/settings/history")), 200);
        BODIES.forEach((path, body) ->
                assertThat(answered(admin(post(path, type(path), body)))).isEqualTo(200));
        ask(admin(post("/api/admin/models/rollback", "application/json", "{}".getBytes(UTF_8))), 409);
    }

    private void refusedChanges() throws Exception {
        byte[] wrong = "[".getBytes(UTF_8);
        for (String path : BODIES.keySet()) {
            if (!path.startsWith("/api/admin/models?")) {
                ask(admin(post(path, "application/json", wrong)), 400);
                ask(admin(post(path, "text/plain", wrong)), 415);
                ask(admin(post(path, "application/json", new byte[(1 << 20) + 1])), 413);
            }
        }
        ask(fromOurPage(post("/api/admin/session", "application/json", wrong)), 400);
        ask(fromOurPage(post("/api/admin/session", "text/plain", wrong)), 415);
        ask(fromOurPage(post("/api/admin/session", "application/json", new byte[10_000])), 413);
        ask(post("/api/admin/session", "application/json", ADMIN_TOKEN), 403);
        ask(admin(post("/api/admin/models", "application/octet-stream", new byte[12])), 400);
        ask(admin(post(MODEL + "&canary=5", "application/octet-stream", new byte[12])), 400);
        ask(admin(post(MODEL, "text/plain", new byte[12])), 415);
        ask(admin(post(MODEL, "application/octet-stream", new byte[3])), 422);
        ask(admin(post(MODEL, "application/octet-stream", new byte[0])), 422);
        ask(admin(post(MODEL, "application/octet-stream", new byte[TestAdministration.LONGEST_MODEL + 1])), 413);
        refused("/api/admin/test-camera", "{\"url\": \"nothing.mp4\"}", 422);
        refused("/api/admin/settings", "{\"base\": 6, \"edits\": [{\"key\": \"camera/gate\"}]}", 409);
        refused(
                "/api/admin/settings",
                "{\"base\": 7, \"edits\": [{\"key\": \"camera/gate\", \"value\": {\"fps\": -1}}]}",
                422);
        refused("/api/admin/settings", "{\"base\": 7, \"edits\": []}", 400);
        refused("/api/admin/settings/undo", "{\"revision\": 3}", 409);
        refused("/api/admin/settings/undo", "{\"revision\": 1}", 422);
    }

    private void refused(String path, String body, int status) throws Exception {
        ask(admin(post(path, "application/json", body.getBytes(UTF_8))), status);
    }

    private int answered(HttpRequest.Builder request) {
        try {
            return ask(request, 200).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String type(String path) {
        return path.startsWith("/api/admin/models?") ? "application/octet-stream" : "application/json";
    }

    private static HttpRequest.Builder admin(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + TestAdministration.TOKEN);
    }

    private static HttpRequest.Builder fromOurPage(HttpRequest.Builder request) {
        return request.headers(OUR_PAGE);
    }

    private void sessions() throws Exception {
        ask(post("/api/session", "application/json", RIGHT_TOKEN), 204);
        ask(post("/api/session", "application/json", "[".getBytes(UTF_8)), 400);
        ask(post("/api/session", "application/json", new byte[5000]), 413);
    }

    private void wrongTokens() throws Exception {
        for (int i = 0; i < 2 * Attempts.AT_ONCE; i++) {
            for (String path : List.of("/api/cameras", "/api/admin/settings")) {
                console.send(get(path).header("Authorization", "Bearer wrong").build());
            }
        }
    }

    /** Asks each operation that may answer so, for pictures that nobody has asked for before. */
    private void everything(int status, String authorization) throws Exception {
        Map<String, String> questions = Map.ofEntries(
                entry("/assets/{path}", "/assets/icon.svg"),
                entry("/api/cameras/{id}/picture.jpg", "/api/cameras/gate/picture.jpg?width=77"),
                entry("/api/frames/{partition}/{offset}.jpg", frame + "?width=78"),
                entry("/api/events/{id}/keyframe.jpg", "/api/events/" + EVENT + "/keyframe.jpg?width=79"),
                entry("/api/events/{id}/crop.jpg", "/api/events/" + EVENT + "/crop.jpg?width=79"),
                entry("/api/events/{id}/clip.mp4", "/api/events/" + EVENT + "/clip.mp4"),
                entry("/api/events/{id}/clip/sights", "/api/events/" + EVENT + "/clip/sights"),
                entry("/api/counts", "/api/counts?camera=gate"),
                entry("/api/tracks", "/api/tracks?camera=gate"),
                entry("/api/admin/models", MODEL),
                entry("/api/tracks/trial", "/api/tracks/trial?camera=gate&line=0,0;1,1"));
        for (Answer answer : described.all(status)) {
            String path = questions.getOrDefault(answer.path(), answer.path());
            HttpRequest.Builder request = get(path).method(answer.method(), HttpRequest.BodyPublishers.noBody());
            if (answer.method().equals("POST")) {
                request = path.startsWith("/api/detect")
                        ? post(path, "image/jpeg", TestPictures.street())
                        : post(path, type(path), BODIES.getOrDefault(path, WRONG_TOKEN));
            }
            if (path.startsWith("/api/admin/") && authorization.isEmpty() && status == 503) {
                request = fromOurPage(request).header("Cookie", adminCookie);
            } else if (path.equals("/api/admin/session")) {
                request = fromOurPage(request);
            }
            ask(authorization.isEmpty() ? request : request.header("Authorization", authorization), status);
        }
    }

    private HttpRequest.Builder get(String path) {
        return console.request(path);
    }

    private HttpRequest.Builder post(String path, String type, byte[] body) {
        return get(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> ask(String method, String path, int status) throws Exception {
        return ask(get(path).method(method, HttpRequest.BodyPublishers.noBody()), status);
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder builder, int status) throws Exception {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> response = console.send(request);
        while (status == 429 && response.statusCode() == 401) { // every few seconds one more wrong token is allowed
            response = console.send(request);
        }
        assertThat(response.statusCode())
                .as("%s %s", request.method(), request.uri())
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        described.check(request.method(), request.uri().getPath(), response);
        return response;
    }
}
