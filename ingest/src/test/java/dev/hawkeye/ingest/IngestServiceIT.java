package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraProgress;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.TopicReader;
import dev.hawkeye.testing.cameras.MjpegCamera;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IngestServiceIT extends SitePerTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void sendsEveryPictureOfAFileAndMarksTheLast() throws Exception {
        // given
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 50, 25);
        // when
        site.start(file("gate", video, 0));
        // then
        List<ConsumerRecord<String, Frame>> records = site.frames().until(Frame::getLast);
        List<Frame> frames = values(records);
        assertThat(frames).extracting(Frame::getSequence).containsExactlyElementsOf(numbers(50));
        assertThat(frames)
                .extracting(Frame::getStream)
                .containsOnly(frames.get(0).getStream());
        assertThat(frames).filteredOn(Frame::getLast).hasSize(1);
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.getCamera()).isEqualTo("gate");
            assertThat(frame.getLive()).isFalse();
            assertThat(List.of(frame.getWidth(), frame.getHeight())).containsExactly(160, 120);
            assertThat(frame.getCaptureTime()).isEqualTo(START.plusMillis(frame.getSequence() * 40));
            assertThat(List.of(frame.getJpeg().get(0), frame.getJpeg().get(1)))
                    .containsExactly((byte) 0xff, (byte) 0xd8);
            assertThat(frame.getIngestMicros()).isPositive();
        });
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("gate");
            assertThat(record.timestamp())
                    .isEqualTo(record.value().getCaptureTime().toEpochMilli());
        });
        CameraEnd end = site.awaitEnd("gate");
        assertThat(end.outcome()).isEqualTo(CameraEnd.Outcome.ENDED);
        assertThat(end.framesSent()).isEqualTo(50);
        assertThat(end.error()).isNull();
        assertThat(frames.stream().mapToLong(Frame::getSourceBytes).sum()).isEqualTo(end.sourceBytes());
        assertThat(states("gate", CameraState.ENDED))
                .containsExactly(CameraState.CONNECTING, CameraState.STREAMING, CameraState.ENDED);
        assertThat(site.metrics()
                        .get("hawkeye.ingest.frames")
                        .tag("camera", "gate")
                        .counter()
                        .count())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPictureTooLargeForKafkaIsDiscardedAloneAndNamed(boolean byTheTopic) throws Exception {
        // given: four pictures, of which the second and, the other way about, the last is large
        for (int large : List.of(2, 4)) {
            Path pictures = Files.createDirectory(folder.resolve("large-" + large));
            for (int i = 1; i <= 4; i++) {
                int side = i == large ? 1000 : 100;
                PlainPictures.write(pictures.resolve(i + ".png"), side, side, i);
            }
        }
        int limit = 8_000;
        if (byTheTopic) {
            ConfigResource frames =
                    new ConfigResource(ConfigResource.Type.TOPIC, site.topics().frames());
            ConfigEntry size = new ConfigEntry("max.message.bytes", String.valueOf(limit));
            try (Admin admin = site.admin()) {
                admin.incrementalAlterConfigs(
                                Map.of(frames, List.of(new AlterConfigOp(size, AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
            }
        } else {
            site.kafkaProperties(Map.of("max.request.size", String.valueOf(limit)));
        }

        // when
        site.start(
                new CameraConfig("second", folder.resolve("large-2").toString(), 0, 1, 0, 90, Mode.LOSSLESS, START),
                new CameraConfig("last", folder.resolve("large-4").toString(), 0, 1, 0, 90, Mode.LOSSLESS, START));

        // then
        assertThat(site.awaitEnd("second")).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(CameraEnd.Outcome.ENDED);
            assertThat(end.framesSent()).isEqualTo(3);
            assertThat(end.error()).contains("1 picture was discarded", "picture 2 is too large", "max.request.size");
        });
        assertThat(site.awaitEnd("last").error()).contains("1 picture was discarded", "picture 4 is too large");
        List<Frame> all = values(site.frames().all());
        List<Frame> second =
                all.stream().filter(f -> f.getCamera().equals("second")).toList();
        assertThat(second).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(second).extracting(Frame::getPicture).containsExactly(0L, 2L, 3L);
        assertThat(second).extracting(Frame::getLast).containsExactly(false, false, true);
        // The stream is over all the same, and only a frame can say so.
        List<Frame> last =
                all.stream().filter(f -> f.getCamera().equals("last")).toList();
        assertThat(last).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(last).extracting(Frame::getLast).containsExactly(false, false, false, true);
        assertThat(last.get(3).getJpeg().remaining()).isZero();
        assertThat(site.metrics()
                        .counter("hawkeye.ingest.frames.dropped", "camera", "second")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void sendsEveryFifthPictureAndMarksTheLastOfThem() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 48, 25);
        IngestService service = site.start(file("gate", video, 5));
        assertThat(values(site.frames().until(Frame::getLast)))
                .extracting(Frame::getSequence)
                .containsExactlyElementsOf(numbers(10));
        site.awaitEnd("gate");
        assertThat(service.progress()).containsEntry("gate", new CameraProgress(10, 48, 48, true));
    }

    @Test
    void failsAMissingFileAndReadsTheOthers() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 10, 25);
        Path letter = Files.writeString(folder.resolve("letter.mp4"), "Dear Sir or Madam,\n".repeat(500));
        site.start(file("good", video, 0), file("missing", folder.resolve("no.mp4"), 0), file("letter", letter, 0));
        assertThat(site.awaitEnd("good").framesSent()).isEqualTo(10);
        assertThat(site.awaitEnd("missing"))
                .satisfies(end -> assertThat(end.outcome()).isEqualTo(CameraEnd.Outcome.FAILED))
                .satisfies(end -> assertThat(end.error()).startsWith("there is no file"));
        assertThat(site.awaitEnd("letter").error()).contains("is not a readable video");
        assertThat(states("missing", CameraState.FAILED)).containsExactly(CameraState.CONNECTING, CameraState.FAILED);
    }

    @Test
    void endsATruncatedFileWithItsErrorAndALastFrame() throws Exception {
        byte[] whole = Files.readAllBytes(Videos.write(folder.resolve("a.mp4"), 320, 240, 100, 25));
        Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));
        site.start(file("gate", half, 0));
        List<Frame> frames = values(site.frames().until(Frame::getLast));
        CameraEnd end = site.awaitEnd("gate");
        assertThat(end.outcome()).isEqualTo(CameraEnd.Outcome.ENDED);
        assertThat(end.error()).contains("is cut off");
        assertThat(end.framesSent()).isEqualTo(frames.size()).isBetween(20L, 80L);
    }

    @Test
    void reconnectsToALiveCameraAsANewStreamAndNeverShowsItsPassword() throws Exception {
        // given
        MjpegCamera camera = site.closing(new MjpegCamera(List.of(PlainPictures.encoded(".jpg", 320, 240, 0)), 20));
        site.start(new CameraConfig("gate", camera.url("joe:s3cret@"), 0, 0, 0, 90, Mode.LIVE));
        TopicReader<Frame> frames = site.frames();
        TopicReader<CameraStatus> statuses = site.statuses();
        String first = frames.until(f -> f.getSequence() == 3).get(0).value().getStream();
        // when
        camera.die();
        statuses.until(s -> s.getState() == CameraState.RECONNECTING);
        camera.recover();
        // then
        List<Frame> seen = values(frames.until(f -> !f.getStream().equals(first) && f.getSequence() == 3));
        assertThat(seen).allSatisfy(f -> assertThat(f.getLive()).isTrue()).noneMatch(Frame::getLast);
        for (String stream : seen.stream().map(Frame::getStream).distinct().toList()) {
            List<Long> sequence = seen.stream()
                    .filter(f -> f.getStream().equals(stream))
                    .map(Frame::getSequence)
                    .toList();
            assertThat(sequence).containsExactlyElementsOf(numbers(sequence.size()));
        }
        List<CameraStatus> told = values(statuses.until(
                s -> s.getState() == CameraState.STREAMING && !s.getStream().equals(first)));
        assertThat(told).noneMatch(s -> s.toString().contains("s3cret"));
        assertThat(told).anySatisfy(s -> assertThat(s.getLastError()).contains("127.0.0.1"));
    }

    @Test
    void keepsALosslessCameraWithinItsBacklog() throws Exception {
        // given
        site.backlog(16);
        Path video = Videos.write(folder.resolve("a.mp4"), 160, 120, 60, 25);
        IngestService service = site.start(file("gate", video, 0));
        int partition = KeyPartition.of("gate", IngestSite.PARTITIONS);
        await().until(() -> IngestSite.sent(service, "gate") == 16);
        // when no one analyzes, then nothing more arrives
        await().during(Duration.ofSeconds(1)).until(() -> IngestSite.sent(service, "gate") == 16);
        // when the detector gets on, 10 frames in more than a second, then so does the camera, by those and half a
        // second's worth
        commit(partition, 10);
        await().until(() -> IngestSite.sent(service, "gate") >= 20);
        await().during(Duration.ofSeconds(1)).until(() -> IngestSite.sent(service, "gate") <= 25);
        commit(partition, 60);
        assertThat(site.awaitEnd("gate").framesSent()).isEqualTo(60);
    }

    @Test
    void sharesCamerasAmongInstancesAndTakesOverFromOneThatLeaves() throws Exception {
        // given
        MjpegCamera source = site.closing(new MjpegCamera(List.of(PlainPictures.encoded(".jpg", 320, 240, 0)), 50));
        List<CameraConfig> cameras = IntStream.range(0, 12)
                .mapToObj(i -> new CameraConfig("camera-" + i, source.url(""), 5, 0, 0, 90, Mode.LIVE))
                .toList();
        CameraConfig[] all = cameras.toArray(CameraConfig[]::new);
        IngestService first = site.start(all);
        await().atMost(Duration.ofSeconds(30)).until(() -> streaming(first).size() == 12);
        // when
        IngestService second = site.start(all);
        await().atMost(Duration.ofSeconds(30)).until(() -> streaming(second).size() >= 3);
        // then
        List<String> moved = streaming(second);
        for (String id : moved) {
            assertThat(states(id, CameraState.STOPPED)).contains(CameraState.STREAMING);
        }
        // when
        second.close();
        // then
        TopicReader<CameraStatus> statuses = site.statuses();
        for (String id : moved) {
            await().atMost(Duration.ofSeconds(30)).until(() -> streaks(statuses, id) == 3);
        }
    }

    @Test
    void forgetsTheCamerasOfItsGroupThatItsConfigurationNoLongerHas() throws Exception {
        // given: a camera of another group, one of a version that said no group, and one that was read before
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 5, 25);
        try (KafkaProducer<String, byte[]> others =
                new KafkaProducer<>(site.properties(), new StringSerializer(), new ByteArraySerializer())) {
            others.send(status("theirs", "another group")).get();
            others.send(status("old", null)).get();
        }
        IngestService before = site.start(file("renamed", video, 0), file("stays", video, 0));
        site.awaitEnd("renamed");
        site.awaitEnd("stays");
        before.close();
        // when
        site.start(file("stays", video, 0));
        // then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> newestStatuses().keySet().equals(Set.of("old", "stays", "theirs")));
    }

    private SortedMap<String, CameraStatuses.Known> newestStatuses() {
        return CameraStatuses.read(
                site.properties(), site.topics().cameraStatus(), List.of(), registry, Duration.ofSeconds(30));
    }

    private ProducerRecord<String, byte[]> status(String camera, String group) {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera(camera)
                .setSource("rtsp://192.0.2.1/")
                .setState(CameraState.STREAMING)
                .setSince(START)
                .setReported(START)
                .setFramesRead(0)
                .setFramesSent(0)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .setGroup(group)
                .build();
        return new ProducerRecord<>(
                site.topics().cameraStatus(),
                camera,
                registry.serde(CameraStatus.class)
                        .serializer()
                        .serialize(site.topics().cameraStatus(), status));
    }

    /** How often a camera has begun to stream. */
    private static long streaks(TopicReader<CameraStatus> statuses, String id) {
        return statuses.all().stream()
                .map(ConsumerRecord::value)
                .filter(s -> s.getCamera().equals(id) && s.getState() == CameraState.STREAMING)
                .map(CameraStatus::getStream)
                .distinct()
                .count();
    }

    private static List<String> streaming(IngestService service) {
        return service.progress().entrySet().stream()
                .filter(entry -> entry.getValue().framesSent() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void commit(int partition, long offset) throws Exception {
        TopicPartition id = new TopicPartition(site.topics().frames(), partition);
        try (Admin admin = site.admin()) {
            admin.alterConsumerGroupOffsets(
                            site.topics().prefix() + "detector", Map.of(id, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private CameraConfig file(String id, Path video, int every) {
        return new CameraConfig(id, video.toString(), 0, every, 160, 90, Mode.LOSSLESS, START);
    }

    private List<CameraState> states(String camera, CameraState until) {
        List<CameraState> states = new ArrayList<>();
        for (CameraStatus status :
                values(site.statuses().until(s -> s.getCamera().equals(camera) && s.getState() == until))) {
            if (status.getCamera().equals(camera)
                    && (states.isEmpty() || states.get(states.size() - 1) != status.getState())) {
                states.add(status.getState());
            }
        }
        return states;
    }

    private static <T> List<T> values(List<ConsumerRecord<String, T>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
