package dev.hawkeye.console;

import static dev.hawkeye.console.TestSite.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.console.LiveListener.Message;
import dev.hawkeye.console.live.LiveUpdates;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.EventKind;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Live updates from the topics to clients. Each test has a camera of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestSite site;
    private TestConsole console;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        site = new TestSite(directory, 0);
        console = new TestConsole(site.topics, site.registry, site.properties(), TestConsole.NO_HISTORY, null);
        console.service.start();
        await().atMost(PATIENCE).until(console.service::ready);
    }

    @AfterAll
    void stop() {
        console.close();
        site.close();
    }

    @Test
    void whatIsWrittenToTheTopicsIsSentAtOnce() throws Exception {
        try (LiveListener listener = listen("/api/live")) {
            await().atMost(PATIENCE).until(() -> !listener.of("hello").isEmpty());

            site.report("gate", CameraState.STREAMING);
            site.film("gate", 3, TestPictures.street(), object(0, "person", .8, 1, 1, 5, 5));
            site.count("gate", "person", Instant.now(), false, 4);
            site.event("live-1", "gate", "person", TestSite.NOON, EventKind.APPEARED);
            site.keyframe("live-1", "gate", TestPictures.street());

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(listener.of("camera")).anySatisfy(camera -> {
                    assertThat(camera.path("id").asText()).isEqualTo("gate");
                    assertThat(camera.path("state").asText()).isEqualTo("STREAMING");
                    assertThat(camera.path("last").isNull()).isTrue();
                });
                assertThat(listener.of("detection"))
                        .anySatisfy(detection ->
                                assertThat(detection.path("report").asText()).isEqualTo("1 person"));
                assertThat(listener.of("count"))
                        .anySatisfy(count ->
                                assertThat(count.path("detections").asInt()).isEqualTo(4));
                assertThat(listener.of("event"))
                        .anySatisfy(event -> assertThat(event.path("keyframe").asText())
                                .isEqualTo("/api/events/live-1/keyframe.jpg"));
                assertThat(listener.of("health")).isNotEmpty();
            });
            assertThat(listener.all()).first().extracting(Message::event).isEqualTo("hello");
        }
    }

    @Test
    void aLaterClientIsSentTheNewestDetections() throws Exception {
        site.film("porch", 1, TestPictures.street());
        site.film("porch", 2, TestPictures.street());
        site.film("shed", 9, TestPictures.street());
        await().atMost(PATIENCE)
                .until(() -> console.json("/api/cameras").toString().contains("\"camera\":\"shed\"")
                        && console.json("/api/cameras").toString().contains("\"sequence\":2"));

        try (LiveListener listener = listen("/api/live?cameras=porch,unknown")) {
            await().atMost(PATIENCE).until(() -> listener.of("health").size() > 1);

            assertThat(listener.of("detection"))
                    .extracting(detection -> detection.path("camera").asText() + " "
                            + detection.path("sequence").asInt())
                    .containsExactly("porch 2");
            assertThat(listener.of("camera"))
                    .extracting(camera -> camera.path("id").asText())
                    .contains("shed");
        }
    }

    @Test
    void oneClientTooManyIsRefusedAndComesInWhenAnotherLeaves() throws Exception {
        List<LiveListener> listeners = new ArrayList<>();
        try {
            HttpResponse<InputStream> answer = console.open("/api/live");
            while (answer.statusCode() == 200) {
                listeners.add(new LiveListener(answer.body()));
                assertThat(listeners).hasSizeLessThanOrEqualTo(LiveUpdates.MAX_CLIENTS);
                answer = console.open("/api/live");
            }
            assertThat(answer.statusCode()).isEqualTo(503);

            listeners.remove(0).close();

            await().atMost(PATIENCE).until(() -> {
                HttpResponse<InputStream> again = console.open("/api/live");
                again.body().close();
                return again.statusCode() == 200;
            });
        } finally {
            listeners.forEach(LiveListener::close);
        }
    }

    /** The clients of another test may take a while to leave. */
    private LiveListener listen(String path) {
        HttpResponse<InputStream> answer =
                await().atMost(PATIENCE).until(() -> console.open(path), response -> response.statusCode() == 200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new LiveListener(answer.body());
    }
}
