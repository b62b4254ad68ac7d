package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker. Each test has a camera and an application id of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatorServiceIT {
    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorSite site;

    @TempDir
    private Path directory;

    @BeforeAll
    void startTheSite(@TempDir Path kafkaDirectory) throws Exception {
        site = new AggregatorSite(kafkaDirectory);
        settings.silence = Duration.ofMinutes(10);
    }

    @AfterAll
    void stopTheSite() {
        site.close();
    }

    @Test
    void uploadsTheBestFrameOfAnEventAsItLiesInKafka() throws Exception {
        settings.applicationId = "uploads";
        byte[] large = jpeg(3_000_000);
        List<FrameRef> places = List.of(
                site.film(at(0, 0).of("dock").with("car", .5), jpeg(50_000)),
                site.film(at(1, 1).of("dock").with("car", .9).with("dog", .4), large),
                site.film(at(2, 2).of("dock").with("car", .6), jpeg(50_000)));

        try (AggregatorService service = service()) {
            service.start(kafka("one"));
            Event event = site
                    .readUntil(
                            site.topics.events(),
                            Event.class,
                            e -> e.getCamera().equals("dock"))
                    .stream()
                    .filter(e -> e.getCamera().equals("dock"))
                    .findFirst()
                    .orElseThrow();
            Keyframe keyframe =
                    site
                            .readUntil(
                                    site.topics.cloudKeyframes(),
                                    Keyframe.class,
                                    k -> k.getCamera().equals("dock"))
                            .stream()
                            .filter(k -> k.getCamera().equals("dock"))
                            .findFirst()
                            .orElseThrow();

            assertThat(event.getUploaded()).isTrue();
            assertThat(keyframe.getEvent()).isEqualTo(event.getId());
            assertThat(keyframe.getFrame()).isEqualTo(places.get(1));
            assertThat(keyframe.getJpeg()).isEqualTo(ByteBuffer.wrap(large));
            assertThat(keyframe.getObjects()).hasSize(2);
            assertThat(service.ready()).isTrue();
            assertThat(service.live()).isTrue();
        }
    }

    @Test
    void saysThatAFrameIsGoneThatRetentionDeleted() throws Exception {
        settings.applicationId = "gone";
        site.film(at(0, 0).of("attic").with("car", .5), jpeg(1000));
        FrameRef best = site.film(at(1, 1).of("attic").with("car", .9), jpeg(1000));
        site.film(at(2, 2).of("attic").with("car", .6), jpeg(1000));
        site.forgetFramesBefore(best.getOffset() + 1);

        try (AggregatorService service = service()) {
            service.start(kafka("one"));
            List<Event> events = site.readUntil(
                    site.topics.events(), Event.class, e -> e.getCamera().equals("attic"));

            assertThat(events.get(events.size() - 1).getUploaded()).isFalse();
            assertThat(events.get(events.size() - 1).getNotUploadedReason()).startsWith("frame gone");
        }
    }

    @Test
    void losesAndRepeatsNothingOverARestartInTheMiddleOfAWindow() throws Exception {
        settings.applicationId = "restart";
        int frames = 200;
        try (AggregatorService first = service()) {
            first.start(kafka("one"));
            film(0, frames / 4);
            // The first process is known to be at work when an early update comes.
            site.readUntil(
                    site.topics.counts(), WindowCount.class, c -> c.getCamera().equals("hall"));
            film(frames / 4, frames / 2);
        }
        film(frames / 2, 3 * frames / 4);

        // Another state directory: what is known comes from the changelogs.
        try (AggregatorService second = service()) {
            second.start(kafka("two"));
            film(3 * frames / 4, frames);
            List<Event> events = site.readUntil(
                    site.topics.events(),
                    Event.class,
                    e -> e.getCamera().equals("hall") && e.getKind() == EventKind.LEFT);
            List<WindowCount> counts = site.readUntil(
                    site.topics.cloudCounts(),
                    WindowCount.class,
                    c -> c.getCamera().equals("hall") && c.getWindowStart().toEpochMilli() == Shot.ZERO + 10_000);

            assertThat(counts.stream().filter(c -> c.getCamera().equals("hall")).map(AggregatorDriver::brief))
                    .containsExactly(
                            "hall car 0-10 final with 100/100 sum 200 peak 2 shed 0 failed 0",
                            "hall car 10-20 final with 100/100 sum 200 peak 2 shed 0 failed 0");
            assertThat(events.stream().filter(e -> e.getCamera().equals("hall")))
                    .extracting(Event::getKind)
                    .containsExactly(EventKind.APPEARED, EventKind.LEFT);
        }
    }

    /** Ten frames a second of a film of 20 s. */
    private void film(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Shot shot = at(i, i / 10.0).of("hall").lossless().with("car", .9, .8);
            site.film(i == 199 ? shot.last() : shot, jpeg(100));
        }
    }

    private AggregatorService service() {
        return new AggregatorService(settings.config(), site.topics, site.registry, new SimpleMeterRegistry());
    }

    private Map<String, Object> kafka(String stateDirectory) {
        Map<String, Object> kafka = new HashMap<>(site.properties());
        kafka.put("state.dir", directory.resolve(stateDirectory).toString());
        return kafka;
    }

    private static byte[] jpeg(int size) {
        byte[] jpeg = new byte[size];
        new Random(size).nextBytes(jpeg);
        return jpeg;
    }
}
