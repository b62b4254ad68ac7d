package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.ingest.clips.FilmedRing;
import dev.hawkeye.ingest.clips.TestClips;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a camera whose packets are H.264, as far as the topic of clips. */
final class ClipsIT extends SitePerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void createTopics() throws Exception {
        site.createTopic(site.topics().events());
        site.createTopic(site.topics().clips());
        site.clips(TestClips.config(folder.resolve("clips").toString()), folder.resolve("spool"));
    }

    @Test
    void eachEventGetsOneFateAndARestartAddsNone() throws Exception {
        // given: a camera that has been read
        CameraConfig camera = camera();
        IngestService first = site.start(camera);
        site.awaitEnd("gate");
        await().atMost(PATIENCE).until(() -> !committed().isEmpty());

        // when: something passes within the film, and something else before it
        site.send(crossing("e1", 5_000));
        site.send(crossing("e2", -9_000));

        // then
        await().atMost(PATIENCE).until(() -> site.clips().size() == 2);
        Clip stored = clip("e1");
        assertThat(stored.getFate()).isEqualTo(ClipFate.STORED);
        assertThat(stored.getStart()).isEqualTo(start.plusSeconds(4));
        assertThat(stored.getEnd()).isEqualTo(start.plusSeconds(6));
        assertThat(stored.getFrames()).hasSize(11);
        Path file = Path.of(URI.create(stored.getAddress()));
        assertThat(Files.size(file)).isEqualTo(stored.getBytes());
        assertThat(FilmedRing.pictures(file)).hasSize(51);
        assertThat(clip("e2").getFate()).isEqualTo(ClipFate.ABSENT);
        assertThat(clip("e2").getReason()).contains("began to read the camera after the event began");
        await().atMost(PATIENCE).until(() -> committed().values().stream().anyMatch(o -> o.offset() == 2));

        // when: it is restarted, and there is an event of the time before
        first.close();
        site.start(camera);
        site.send(crossing("e3", 2_000));

        // then
        await().atMost(PATIENCE).until(() -> site.clips().size() == 3);
        assertThat(clip("e3").getFate()).isEqualTo(ClipFate.ABSENT);
    }

    private Clip clip(String event) {
        List<Clip> clips = site.clips().stream()
                .filter(clip -> clip.getEvent().equals(event))
                .toList();
        assertThat(clips).hasSize(1);
        return clips.get(0);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        try (Admin admin = site.admin()) {
            return admin.listConsumerGroupOffsets(site.topics().prefix() + "ingest-clips")
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }

    private Event crossing(String id, long millis) {
        Instant time = start.plusMillis(millis);
        return Event.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setClassName("car")
                .setKind(EventKind.APPEARED)
                .setType(EventType.CROSSED)
                .setLine("gate")
                .setDirection("in")
                .setStart(time)
                .setConfirmed(time)
                .setEnd(time)
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false)
                .build();
    }

    private CameraConfig camera() throws Exception {
        Path video = FilmedRing.h264(folder.resolve("a.mp4"), 10);
        return new CameraConfig("gate", video.toString(), 0, 5, 0, 90, Mode.LOSSLESS, start);
    }
}
