package dev.hawkeye.console;

import static dev.hawkeye.console.TestSite.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.PictureName;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker. Each test has a camera of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis() / 10_000 * 10_000);

    private TestSite site;
    private TestConsole console;
    private volatile CountHistory history = TestConsole.NO_HISTORY;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        site = new TestSite(directory, 0);
        console = new TestConsole(
                site.topics,
                site.registry,
                site.properties(),
                (camera, from, to) -> history.windows(camera, from, to),
                null);
        site.report("early", CameraState.STREAMING);
        console.service.start();
        await().atMost(PATIENCE).until(console.service::ready);
    }

    @AfterAll
    void stop() {
        console.close();
        site.close();
    }

    @Test
    void showsACameraAndWhatItSees() throws Exception {
        site.report("gate", CameraState.STREAMING);
        FrameRef place = site.film(
                "gate",
                7,
                TestPictures.street(),
                object(2, "car", .9, 1, 2, 30, 40),
                object(0, "person", .8, 5, 5, 9, 9),
                object(2, "car", .7, 50, 2, 80, 40));

        JsonNode camera = await().atMost(PATIENCE)
                .until(
                        () -> camera("gate"),
                        found -> found.path("last").isObject()
                                && found.path("state").isTextual());

        assertThat(camera.path("state").asText()).isEqualTo("STREAMING");
        assertThat(camera.path("source").asText()).isEqualTo("rtsp://192.0.2.10/stream1");
        assertThat(camera.path("since").asLong()).isEqualTo(TestSite.NOON.toEpochMilli());
        assertThat(camera.path("detected").asLong()).isEqualTo(1);
        assertThat(camera.path("latencyP50").asDouble()).isEqualTo(120);
        JsonNode last = camera.path("last");
        assertThat(last.path("sequence").asLong()).isEqualTo(7);
        assertThat(last.path("report").asText()).isEqualTo("1 person, 2 cars");
        assertThat(last.path("objects")).hasSize(3);
        assertThat(last.path("picture").asText())
                .isEqualTo("/api/frames/" + place.getPartition() + "/" + place.getOffset() + ".jpg");
    }

    @Test
    void knowsTheCamerasThatReportedBeforeItStarted() {
        await().atMost(PATIENCE)
                .until(() -> camera("early").path("state").asText().equals("STREAMING"));
    }

    @Test
    void continuesAfterADetectionThatCannotBeShown() throws Exception {
        site.film("poison", 0, TestPictures.street(), object(0, "car", Double.NaN, 1, 2, 30, 40));
        site.film("poison", 1, TestPictures.street(), object(0, "car", .9, Float.NaN, 2, 30, 40));
        site.film("poison", 2, TestPictures.street(), object(0, "car", .9, 1, 2, 30, 40));

        JsonNode camera = await().atMost(PATIENCE)
                .until(() -> camera("poison"), found -> found.path("last").isObject());

        assertThat(camera.path("last").path("sequence").asLong()).isEqualTo(2);
        assertThat(camera.path("detected").asLong()).isEqualTo(1);
    }

    @Test
    void forgetsACameraThatIsNoMore() throws Exception {
        site.report("old", CameraState.STOPPED);
        await().atMost(PATIENCE).until(() -> camera("old").path("state").isTextual());

        site.forget("old");

        await().atMost(PATIENCE).until(() -> camera("old").isMissingNode());
    }

    @Test
    void servesThePictureOfAFrameScaledAndAsItIs() throws Exception {
        byte[] street = TestPictures.street();
        FrameRef place = site.film("porch", 0, street);
        String path = "/api/frames/" + place.getPartition() + "/" + place.getOffset() + ".jpg";

        HttpResponse<byte[]> whole = console.get(path);
        HttpResponse<byte[]> small = console.get(path + "?width=160");

        assertThat(whole.body()).isEqualTo(street);
        assertThat(whole.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(whole.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        assertThat(TestPictures.size(small.body())).isEqualTo("160x96");
        assertThat(TestPictures.size(console.get(path + "?width=5000").body())).isEqualTo("640x384");
    }

    @Test
    void drawsTheBoxesOfTheNewestPicture() throws Exception {
        site.film("yard", 0, TestPictures.street(), object(1, "car", .9, 100, 100, 300, 300));
        await().atMost(PATIENCE).until(() -> camera("yard").path("last").isObject());

        HttpResponse<byte[]> plain = console.get("/api/cameras/yard/picture.jpg?width=320");
        HttpResponse<byte[]> drawn = console.get("/api/cameras/yard/picture.jpg?width=320&boxes=true");

        assertThat(drawn.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(TestPictures.size(drawn.body())).isEqualTo("320x192");
        // On the box's edge, half as far as in the full picture.
        assertThat(TestPictures.isGray(plain.body(), 50, 120)).isTrue();
        assertThat(TestPictures.isGray(drawn.body(), 50, 120)).isFalse();
        assertThat(TestPictures.isGray(drawn.body(), 250, 20)).isTrue();
    }

    @Test
    void saysThatAPictureIsGone() throws Exception {
        FrameRef place = site.film("attic", 0, TestPictures.street());
        site.forgetFrames(place);

        for (String path : List.of(
                "/api/frames/" + place.getPartition() + "/" + place.getOffset() + ".jpg",
                "/api/frames/" + place.getPartition() + "/" + (place.getOffset() + 1) + ".jpg", // still to come
                "/api/frames/" + place.getPartition() + "/999999.jpg",
                "/api/frames/2/0.jpg")) {
            HttpResponse<byte[]> answer = console.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(TestConsole.json(answer).path("error").asText()).contains("gone");
        }
    }

    @Test
    void thePictureOfAnObjectIsOfThatObjectAndNotOfASurerOneOfItsClass() throws Exception {
        site.event("o-1", "pier", "car", TestSite.NOON, EventKind.APPEARED);
        site.keyframeOf(
                1,
                "o-1",
                "pier",
                TestPictures.street(),
                object(1, "car", .9, 100, 100, 300, 300),
                object(1, "car", .8, 400, 100, 450, 300));

        await().atMost(PATIENCE)
                .until(() -> console.get("/api/events/o-1/crop.jpg").statusCode() == 200);

        // 16 pixels left and right of 50, a quarter above and below 200, enlarged to 320
        assertThat(TestPictures.size(console.get("/api/events/o-1/crop.jpg").body()))
                .isEqualTo("87x320");
    }

    @Test
    void showsEventsWithTheirKeyframes() throws Exception {
        site.event("e-1", "dock", "car", TestSite.NOON, EventKind.APPEARED);
        site.event("e-2", "dock", "person", TestSite.NOON.plusSeconds(5), EventKind.APPEARED);
        site.keyframe("e-1", "dock", TestPictures.street(), object(1, "car", .9, 100, 100, 300, 300));
        site.event("e-1", "dock", "car", TestSite.NOON, EventKind.LEFT);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(console.json("/api/events?camera=dock").path("events"))
                                .extracting(event -> event.path("id").asText()
                                        + " "
                                        + event.path("state").asText()
                                        + " "
                                        + event.path("keyframe").asText())
                                .containsExactly("e-2 ACTIVE null", "e-1 ENDED /api/events/e-1/keyframe.jpg"));
        HttpResponse<byte[]> picture = console.get("/api/events/e-1/keyframe.jpg");
        HttpResponse<byte[]> drawn = console.get("/api/events/e-1/keyframe.jpg?width=320&boxes=true&download=true");
        HttpResponse<byte[]> crop = console.get("/api/events/e-1/crop.jpg?download=true");
        assertThat(picture.body()).isEqualTo(TestPictures.street());
        String name = PictureName.of("dock", "car", TestSite.NOON);
        assertThat(drawn.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + name + ".jpg\"");
        assertThat(TestPictures.isGray(drawn.body(), 50, 120)).isFalse();
        assertThat(crop.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + name + "-crop.jpg\"");
        assertThat(TestPictures.size(crop.body())).isEqualTo("320x320");
        assertThat(console.get("/api/events/e-2/crop.jpg").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/events/e-2/keyframe.jpg").statusCode()).isEqualTo(404);
        assertThat(console.json("/api/events?camera=dock&class=person").path("events"))
                .hasSize(1);
    }

    @Test
    void anEventWhosePictureWasNotKeptShowsWhatWasUploadedOrTheFrameOfItsCamera() throws Exception {
        FrameRef frame = site.film("pier", 0, TestPictures.street());
        site.event("u-1", "pier", "car", TestSite.NOON, EventKind.LEFT, frame);
        site.uploaded("u-1", "pier", TestPictures.street());
        site.event("f-1", "pier", "car", TestSite.NOON.plusSeconds(20), EventKind.LEFT, frame);
        site.event("f-2", "quay", "car", TestSite.NOON.plusSeconds(30), EventKind.LEFT, frame);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(console.json("/api/events").toString()).contains("\"picture\":\"UPLOADED\"", "f-2"));
        assertThat(console.json("/api/events?camera=pier").path("events"))
                .extracting(event -> event.path("picture").asText())
                .containsExactly("FRAME", "UPLOADED");
        assertThat(console.get("/api/events/u-1/keyframe.jpg").body()).isEqualTo(TestPictures.street());
        assertThat(console.get("/api/events/f-1/keyframe.jpg").body()).isEqualTo(TestPictures.street());
        assertThat(console.get("/api/events/f-1/crop.jpg").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/events/f-2/keyframe.jpg").statusCode())
                .as("a frame of another camera")
                .isEqualTo(404);
    }

    @Test
    void countsComeFromTheStoreAndFromEarlyUpdates() throws Exception {
        site.count("hall", "car", NOW.minusSeconds(20), true, 11);
        site.count("hall", "car", NOW.minusSeconds(10), true, 12);
        site.count("hall", "car", NOW, false, 13);
        String path = "/api/counts?camera=hall&from=" + NOW.minusSeconds(60).toEpochMilli();
        await().atMost(PATIENCE).until(() -> console.json(path).path("windows").size() == 3);
        List<CountWindow> kept = List.of(
                new CountWindow(
                        NOW.minusSeconds(30).toEpochMilli(),
                        NOW.minusSeconds(20).toEpochMilli(),
                        9,
                        0,
                        0,
                        true,
                        List.of()),
                new CountWindow(
                        NOW.minusSeconds(10).toEpochMilli(),
                        NOW.toEpochMilli(),
                        10,
                        0,
                        0,
                        true,
                        List.of(new ClassCount("car", 6, 99, 9.9, 12))));

        history = (camera, from, to) -> kept;
        JsonNode merged = console.json(path);
        history = TestConsole.NO_HISTORY;
        JsonNode alone = console.json(path);

        assertThat(merged.path("complete").asBoolean()).isTrue();
        assertThat(merged.path("windows"))
                .extracting(window -> window.path("final").asBoolean() + " "
                        + window.path("classes").path(0).path("detections").asInt())
                .containsExactly("true 0", "true 11", "true 99", "false 13");
        assertThat(alone.path("complete").asBoolean()).isFalse();
        assertThat(alone.path("windows")).hasSize(3);
    }

    @Test
    void reportsHowTheSiteIsDoing() throws Exception {
        site.film("lobby", 0, TestPictures.street());
        site.film("lobby", 1, TestPictures.street());
        site.commit("detector", site.topics.frames(), 0, 0);
        await().atMost(PATIENCE).until(() -> camera("lobby").path("detected").asInt() == 2);

        JsonNode health = console.json("/api/health");

        assertThat(health.path("fates"))
                .anySatisfy(fates -> assertThat(fates.toString())
                        .isEqualTo("{\"camera\":\"lobby\",\"detected\":2,\"unchanged\":0,\"shed\":0,\"failed\":0}"));
        assertThat(health.path("model").path("name").asText()).isEqualTo("blocks.onnx");
        assertThat(health.path("steps"))
                .anySatisfy(step ->
                        assertThat(step.toString()).isEqualTo("{\"step\":\"inference\",\"p50\":50.0,\"p99\":50.0}"));
        assertThat(health.path("bytes").path("produced").asLong()).isGreaterThanOrEqualTo(200_000);
        assertThat(health.path("bytes").path("frames").asLong()).isPositive();
    }

    @Test
    void reportsHowFarDetectorAndAggregatorAreBehind() throws Exception {
        site.film("lag", 0, TestPictures.street());
        await().atMost(PATIENCE)
                .until(() ->
                        console.json("/api/health").path("lag").path("detector").asLong() > 0);

        for (int partition = 0; partition < 2; partition++) {
            site.commit("aggregator", site.topics.detections(), partition, 1_000_000);
        }

        await().atMost(PATIENCE)
                .until(() -> console.json("/api/health")
                                .path("lag")
                                .path("aggregator")
                                .asLong(-1)
                        == 0);
    }

    @Test
    void leavesOutWhatIsNoneOfOurs() throws Exception {
        site.send(site.topics.detections(), "bad", "no avro".getBytes(StandardCharsets.UTF_8));
        site.send(site.topics.cameraStatus(), "bad", new byte[] {0, 0, 0, 1});
        site.film("after-bad", 0, TestPictures.street());
        site.report("after-bad", CameraState.STREAMING);

        await().atMost(PATIENCE).until(() -> camera("after-bad").path("last").isObject());
        await().atMost(PATIENCE).until(() -> camera("after-bad").path("state").isTextual());
        assertThat(console.service.live()).isTrue();
    }

    @Test
    void aPictureThatClaimsTooManyPixelsIsNotDecoded() throws Exception {
        FrameRef place = site.film("liar", 0, TestPictures.claiming(60_000, 60_000));
        FrameRef torn = site.film("torn", 0, "no picture".getBytes(StandardCharsets.UTF_8));

        for (FrameRef bad : List.of(place, torn)) {
            HttpResponse<byte[]> answer =
                    console.get("/api/frames/" + bad.getPartition() + "/" + bad.getOffset() + ".jpg?width=100");

            assertThat(answer.statusCode()).isEqualTo(422);
        }
    }

    private JsonNode camera(String id) throws Exception {
        for (JsonNode camera : console.json("/api/cameras").path("cameras")) {
            if (camera.path("id").asText().equals(id)) {
                return camera;
            }
        }
        return MissingNode.getInstance();
    }
}
