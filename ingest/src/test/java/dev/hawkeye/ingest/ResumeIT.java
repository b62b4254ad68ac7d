package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.reading.StreamIdentity;
import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.sending.SentFrames;
import dev.hawkeye.ingest.sending.StreamPosition;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraProgress;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResumeIT extends SitePerTest {

    private static final int PICTURES = 300;

    @TempDir
    Path folder;

    /** Kafka deletes frames by their capture time, in the middle of a test if that is long ago. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void givesTheSameFramesHoweverOftenAFileIsInterrupted() throws Exception {
        // given a file of which not every picture is due, and a folder
        Path video = Videos.write(folder.resolve("a.mp4"), 640, 480, PICTURES, 25);
        CameraConfig gate = new CameraConfig("gate", video.toString(), 12, 0, 0, 90, Mode.LOSSLESS, start);
        CameraConfig yard = new CameraConfig("yard", pictures(), 30, 0, 0, 90, Mode.LOSSLESS, start);
        List<Frame> gateUndisturbed;
        List<Frame> yardUndisturbed;
        try (IngestSite quiet = new IngestSite(kafka, registry, "undisturbed").createTopics()) {
            quiet.start(gate, yard);
            quiet.awaitEnd("gate");
            quiet.awaitEnd("yard");
            gateUndisturbed = quiet.framesOf("gate");
            yardUndisturbed = quiet.framesOf("yard");
        }
        assertThat(gateUndisturbed).hasSize(144);
        assertThat(yardUndisturbed).hasSize(PICTURES);
        // when instances come and go in mid-file
        int interruptions = interruptUntilEnded(new Random(20261122), gate, yard);
        // then
        assertThat(interruptions).isPositive(); // how many depends on how fast this machine reads a file
        assertThat(lasting(site.framesOf("gate"))).isEqualTo(lasting(gateUndisturbed));
        assertThat(lasting(site.framesOf("yard"))).isEqualTo(lasting(yardUndisturbed));
    }

    private int interruptUntilEnded(Random random, CameraConfig... cameras) {
        int interruptions = 0;
        IngestService service = site.start(cameras);
        while (!hasEnded("gate") || !hasEnded("yard")) {
            IngestService current = service;
            int more = 1 + random.nextInt(25);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> current.progress().size() == 2
                            && (IngestSite.sent(current, "gate") + IngestSite.sent(current, "yard") >= more
                                    || current.progress().values().stream().allMatch(CameraProgress::ended)));
            if (random.nextBoolean()) { // the other one starts while this one is still there
                IngestService next = site.start(cameras);
                await().atMost(Duration.ofSeconds(30)).until(next::ready);
                current.close();
                service = next;
            } else {
                current.close();
                service = site.start(cameras);
            }
            interruptions++;
        }
        service.close();
        return interruptions;
    }

    private boolean hasEnded(String camera) {
        return site.framesOf(camera).stream().anyMatch(Frame::getLast);
    }

    @Test
    void keepsTheTimeOfTheFirstOpening() throws Exception {
        // given
        CameraConfig camera = new CameraConfig("gate", video("a.mp4", 150).toString(), 0, 0, 0, 90, Mode.LOSSLESS);
        interruptAfter(20, camera);
        // when
        site.start(camera);
        site.awaitEnd("gate");
        // then
        List<Frame> frames = site.framesOf("gate");
        assertThat(frames).extracting(Frame::getPicture).containsExactlyElementsOf(numbers(150));
        Instant first = frames.get(0).getCaptureTime();
        assertThat(frames)
                .extracting(Frame::getCaptureTime)
                .containsExactlyElementsOf(
                        numbers(150).stream().map(i -> first.plusMillis(i * 40)).toList());
    }

    @Test
    void doesNotReadAFinishedFileAgain() throws Exception {
        // given
        CameraConfig camera = new CameraConfig("gate", video("a.mp4", 20).toString(), 0, 0, 0, 90, Mode.LOSSLESS);
        IngestService first = site.start(camera);
        assertThat(site.awaitEnd("gate").framesSent()).isEqualTo(20);
        first.close();
        // when
        site.start(camera);
        // then
        CameraEnd end = site.awaitEnd("gate");
        assertThat(end).isEqualTo(new CameraEnd("gate", CameraEnd.Outcome.ENDED, 0, 0, null));
        assertThat(site.framesOf("gate")).hasSize(20);
        String stream = site.framesOf("gate").get(0).getStream();
        List<CameraStatus> statuses = site.statuses().all().stream()
                .map(record -> record.value())
                .filter(status -> status.getState() == CameraState.ENDED)
                .toList();
        assertThat(statuses.get(statuses.size() - 1).getStream()).isEqualTo(stream);
    }

    @Test
    void readsAChangedFileAsANewStream() throws Exception {
        // given
        CameraConfig camera = new CameraConfig("gate", video("a.mp4", 100).toString(), 0, 0, 0, 90, Mode.LOSSLESS);
        interruptAfter(10, camera);
        String before = site.framesOf("gate").get(0).getStream();
        // when
        video("a.mp4", 30);
        site.start(camera);
        site.awaitEnd("gate");
        // then
        List<Frame> after = site.framesOf("gate").stream()
                .filter(frame -> !frame.getStream().equals(before))
                .toList();
        assertThat(after).extracting(Frame::getSequence).containsExactlyElementsOf(numbers(30));
        assertThat(after.get(29).getLast()).isTrue();
    }

    @Test
    void findsItsFramesBehindThoseOfOthersAndNoise() throws Exception {
        // given
        CameraConfig camera = new CameraConfig("gate", video("a.mp4", 150).toString(), 0, 0, 0, 90, Mode.LOSSLESS);
        interruptAfter(20, camera);
        int partition = KeyPartition.of("gate", IngestSite.PARTITIONS);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                new ByteArraySerializer())) {
            byte[] noise = new byte[2000];
            for (int i = 0; i < 500; i++) {
                String key = i % 100 == 7 ? "gate" : "yard";
                producer.send(new ProducerRecord<>(site.topics().frames(), partition, key, noise))
                        .get();
            }
        }
        // when
        StreamPosition position = new SentFrames(
                        site.properties(),
                        site.topics().frames(),
                        registry.serde(Frame.class).deserializer())
                .positionOf("gate", StreamIdentity.of(camera, SourceKind.FILE), new StopSignal());
        IngestService service = site.start(camera);
        CameraEnd end = site.awaitEnd("gate");
        service.close();
        // then
        assertThat(position.sequence()).isEqualTo(position.picture()).isBetween(19L, 148L);
        assertThat(end.framesSent()).isEqualTo(150 - 1 - position.sequence());
    }

    @Test
    void waitsWhileItCannotBeKnownHowFarTheFileIs() throws Exception {
        try (IngestSite bare = new IngestSite(kafka, registry, "bare")) {
            // given no topic of frames
            bare.createTopic(bare.topics().cameraStatus());
            bare.start(new CameraConfig("gate", video("a.mp4", 20).toString(), 0, 0, 0, 90, Mode.LOSSLESS));
            bare.statuses()
                    .until(status -> status.getState() == CameraState.RECONNECTING
                            && status.getLastError().contains("no topic bare.frames"));
            // when
            bare.createTopic(bare.topics().frames());
            // then
            assertThat(bare.awaitEnd("gate").framesSent()).isEqualTo(20);
            assertThat(bare.framesOf("gate")).extracting(Frame::getSequence).containsExactlyElementsOf(numbers(20));
        }
    }

    private void interruptAfter(int frames, CameraConfig camera) {
        IngestService service = site.start(camera);
        await().pollInterval(Duration.ofMillis(1)).until(() -> IngestSite.sent(service, "gate") >= frames);
        service.close();
        assertThat(site.framesOf("gate")).noneMatch(Frame::getLast);
    }

    private Path video(String name, int pictures) throws Exception {
        return Videos.write(folder.resolve(name), 640, 480, pictures, 25);
    }

    private String pictures() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            PlainPictures.write(pictures.resolve(String.format("%04d.jpg", i)), 320, 240, i);
        }
        return pictures.toString();
    }

    /** Frames without what each reading measures again, a line each. */
    private static List<String> lasting(List<Frame> frames) {
        return frames.stream()
                .map(frame -> String.format(
                        "%s %d, picture %d of %s, %dx%d%s, %d bytes of %d: %x",
                        frame.getStream(),
                        frame.getSequence(),
                        frame.getPicture(),
                        frame.getCaptureTime(),
                        frame.getWidth(),
                        frame.getHeight(),
                        frame.getLast() ? ", last" : "",
                        frame.getJpeg().remaining(),
                        frame.getSourceBytes(),
                        frame.getJpeg().hashCode()))
                .toList();
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
