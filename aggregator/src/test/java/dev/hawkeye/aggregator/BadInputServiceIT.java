package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker refuses. */
@Timeout(180)
class BadInputServiceIT {
    private final ConfigBuilder settings = new ConfigBuilder();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private AggregatorSite site;

    @TempDir
    private Path directory;

    @BeforeEach
    void startTheSite() throws Exception {
        site = new AggregatorSite(directory.resolve("kafka"));
        settings.keyframeInterval = Duration.ZERO;
        settings.silence = Duration.ofMinutes(10);
    }

    @AfterEach
    void stopTheSite() {
        site.close();
    }

    @Test
    void skipsKeyframesTooLargeForTheirTopicAndContinues() throws Exception {
        // given: an event with a small picture, two with a large one, and one with a small picture
        site.limit(site.topics.cloudKeyframes(), 100_000);
        appear(0, "car", 50_000);
        appear(10, "dog", 300_000);
        appear(20, "person", 400_000);
        appear(30, "car", 50_000);
        site.film(at(100, 40).lossless().last(), jpeg(100));

        // when
        try (AggregatorService service = service()) {
            service.start(kafka());
            List<Event> events = appeared(4);

            // then
            assertThat(events).extracting(Event::getUploaded).containsExactly(true, false, false, true);
            assertThat(events)
                    .filteredOn(event -> !event.getUploaded())
                    .extracting(Event::getNotUploadedReason)
                    .allSatisfy(reason -> assertThat(reason).startsWith("keyframe too large"));
            assertThat(site.readUntil(
                            site.topics.cloudKeyframes(),
                            Keyframe.class,
                            k -> k.getEvent().equals(events.get(3).getId())))
                    .extracting(Keyframe::getEvent)
                    .containsExactly(events.get(0).getId(), events.get(3).getId());
            assertThat(deaths(site.topics.cloudKeyframes())).isEqualTo(1);
            assertThat(site.readUntil(
                            site.topics.keyframes(),
                            Keyframe.class,
                            k -> k.getEvent().equals(events.get(3).getId())))
                    .extracting(Keyframe::getEvent)
                    .containsExactlyElementsOf(events.stream().map(Event::getId).toList());
            assertThat(analysed()).isEqualTo(12);
        }
    }

    @Test
    void recordsThatNoDetectorWouldWriteBecomeDeadLettersAndStopNoOne() throws Exception {
        // given: one camera's records, each with another class whose name is 125 kB long, a time that a broker does not
        // take,
        // and a tombstone
        for (int i = 0; i < 80; i++) {
            Detection poison =
                    at(i, i).of("poison").with(i + "x".repeat(125_000), .9).detection();
            site.sendDetection("poison", bytes(poison));
        }
        double years = Duration.between(Instant.ofEpochMilli(Shot.ZERO), Instant.parse("2999-01-01T00:00:00Z"))
                .toSeconds();
        site.film(at(3, years).of("ahead").lossless().last(), jpeg(100));
        site.sendDetection("gate", null);
        // and another camera
        appear(0, "car", 1_000);

        // when
        try (AggregatorService service = service()) {
            service.start(kafka());

            // then
            List<Event> events = appeared(1);
            assertThat(events).extracting(Event::getCamera).containsExactly("gate");
            assertThat(events).extracting(Event::getUploaded).containsOnly(true);
            assertThat(metrics.counter("hawkeye.aggregator.undecodable").count())
                    .isEqualTo(82);
            assertThat(site.letters(82))
                    .extracting(site::reason)
                    .allSatisfy(reason ->
                            assertThat(reason).containsAnyOf("name of a class", "capture time", "it has no value"));
        }
    }

    @Test
    void aStateThatItsTopicRefusesCostsAFewThreadsAndNoOtherCamera() throws Exception {
        // given: a changelog that somebody has made, for records of 50 kB, and a camera with more than that to remember
        String changelog = settings.applicationId + "-cameras-changelog";
        site.create(changelog, Map.of("cleanup.policy", "compact", "max.message.bytes", "50000"));
        for (int i = 0; i < 10; i++) {
            site.sendDetection("gate", bytes(PoisonTest.crowd(i, 1, 30, 480)));
        }
        for (int i = 0; i < 3; i++) {
            site.film(at(i, i).of("yard").with("car", .9), jpeg(100));
        }

        // when
        try (AggregatorService service = service()) {
            service.start(kafka());

            // then
            assertThat(appeared(1)).extracting(Event::getCamera).containsExactly("yard");
            assertThat(site.letters(1))
                    .extracting(site::reason)
                    .allSatisfy(reason -> assertThat(reason).contains("state of its camera could become too large"));
            // Each further one was smaller, and the first three of ten states fit.
            assertThat(deaths(changelog)).isBetween(1.0, 7.0);
        }
    }

    @Test
    void aDetectionThatRefersToNoPlaceOfAFrameCostsItsKeyframeOnly() throws Exception {
        // given
        for (FrameRef nowhere : List.of(
                new FrameRef("", 0, 0L),
                new FrameRef("no such/topic", 0, 0L),
                new FrameRef("__consumer_offsets", 0, 0L),
                new FrameRef(site.topics.frames(), 1_000_000, 0L),
                new FrameRef(site.topics.frames(), -1, Long.MIN_VALUE))) {
            for (int i = 0; i < 3; i++) {
                Detection detection = at(i, i).of("lost-" + nowhere.getPartition()
                                + nowhere.getTopic().length())
                        .with("car", .9)
                        .detection();
                detection.setFrame(nowhere);
                site.sendDetection(detection.getCamera(), bytes(detection));
            }
        }
        site.sendDetection("gate", "noise".getBytes(UTF_8));
        site.sendDetection(null, jpeg(8 << 20));
        appear(0, "car", 1_000);

        // when
        try (AggregatorService service = service()) {
            service.start(kafka());

            // then
            List<Event> events = appeared(6);
            assertThat(events).extracting(Event::getUploaded).containsExactly(false, false, false, false, false, true);
            assertThat(metrics.counter("hawkeye.aggregator.undecodable").count())
                    .isEqualTo(2);
        }
    }

    private void appear(int second, String className, int jpegBytes) throws Exception {
        for (int i = second; i < second + 3; i++) {
            site.film(at(i, i).lossless().with(className, .9), jpeg(jpegBytes));
        }
    }

    private List<Event> appeared(int count) {
        List<Event> appeared = new ArrayList<>();
        site.readUntil(site.topics.events(), Event.class, event -> {
            if (event.getEnd() == null) {
                appeared.add(event);
            }
            return appeared.size() == count;
        });
        return appeared;
    }

    /** Frames in the final windows of the four events. */
    private long analysed() {
        Map<Instant, Long> windows = new HashMap<>();
        site.readUntil(site.topics.cloudCounts(), WindowCount.class, count -> {
            windows.put(count.getWindowStart(), count.getFramesAnalysed());
            return windows.size() == 4;
        });
        return windows.values().stream().mapToLong(Long::longValue).sum();
    }

    private double deaths(String topic) {
        return metrics.counter("hawkeye.records.too.large", "topic", topic).count();
    }

    private byte[] bytes(Detection detection) {
        return site.registry.serde(Detection.class).serializer().serialize(site.topics.detections(), detection);
    }

    private AggregatorService service() {
        return new AggregatorService(settings.config(), site.topics, site.registry, metrics);
    }

    private Map<String, Object> kafka() {
        Map<String, Object> kafka = new HashMap<>(site.properties());
        kafka.put("state.dir", directory.resolve("state").toString());
        kafka.put("consumer.session.timeout.ms", 6_000);
        return kafka;
    }

    private static byte[] jpeg(int size) {
        byte[] jpeg = new byte[size];
        new Random(size).nextBytes(jpeg);
        return jpeg;
    }
}
