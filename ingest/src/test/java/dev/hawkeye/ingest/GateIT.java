package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.GateMode;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.config.CameraConfig.Transport;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera with a gate, as far as the topic of frames: a scene in which a block steps aside at every fifth picture. */
final class GateIT extends SitePerTest {
    private static final int STAY = 5;
    private static final int PICTURES = 40;

    @TempDir
    Path folder;

    /** Kafka deletes frames by their capture time, in the middle of a test if that is long ago. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void sendsWhatRepeatsWithoutItsPicture() throws Exception {
        site.start(camera(GateMode.AUTO));
        site.awaitEnd("gate");

        List<Frame> frames = site.framesOf("gate");
        assertThat(frames).extracting(Frame::getSequence).containsExactlyElementsOf(numbers());
        assertThat(frames).extracting(Frame::getPicture).containsExactlyElementsOf(numbers());
        assertThat(frames)
                .extracting(Frame::getLast)
                .containsExactlyElementsOf(IntStream.range(0, PICTURES)
                        .mapToObj(i -> i == PICTURES - 1)
                        .toList());
        for (Frame frame : frames) {
            long full = frame.getSequence() / STAY * STAY;
            assertThat(frame.getGated()).isTrue();
            assertThat(frame.getWidth()).isEqualTo(320);
            if (frame.getSequence() == full) {
                assertThat(frame.getUnchangedSince()).isNull();
                assertThat(frame.getJpeg().hasRemaining()).isTrue();
            } else {
                assertThat(frame.getUnchangedSince()).isEqualTo(full);
                assertThat(frame.getJpeg().hasRemaining()).isFalse();
            }
        }
    }

    @Test
    void sendsEverythingWithoutAGate() throws Exception {
        site.start(camera(GateMode.OFF));
        site.awaitEnd("gate");

        assertThat(site.framesOf("gate"))
                .hasSize(PICTURES)
                .noneMatch(Frame::getGated)
                .allMatch(frame -> frame.getJpeg().hasRemaining());
    }

    @Test
    void refersToNothingThatAnotherOpeningHasSent() throws Exception {
        // given a file that is interrupted while nothing changes
        IngestService first = site.start(camera(GateMode.AUTO));
        while (IngestSite.sent(first, "gate") < 2) {
            Thread.onSpinWait();
        }
        first.close();
        int before = site.framesOf("gate").size();

        // when another one goes on
        site.start(camera(GateMode.AUTO));
        site.awaitEnd("gate");

        // then its first frame is whole, and every other refers to the last one that is
        List<Frame> frames = site.framesOf("gate");
        assertThat(frames).extracting(Frame::getSequence).containsExactlyElementsOf(numbers());
        if (before < PICTURES) { // it may have been faster than we are
            assertThat(frames.get(before).getJpeg().hasRemaining()).isTrue();
        }
        long full = -1;
        for (Frame frame : frames) {
            full = frame.getJpeg().hasRemaining() ? frame.getSequence() : full;
            if (!frame.getJpeg().hasRemaining()) {
                assertThat(frame.getUnchangedSince()).isEqualTo(full);
            }
        }
    }

    @Test
    void learnsOnAfterARecordWithoutAKey() throws Exception {
        // given
        site.createTopic(site.topics().detections());
        site.start(camera(GateMode.AUTO));
        site.awaitEnd("gate");

        // when: something else writes to the topic, and then the detector
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            site.sendToDetections("gate", null);
            site.sendToDetections("gate", detection(0, null));
            site.sendToDetections("gate", detection(1, 0L));
            return audited() > 0;
        });
    }

    private double audited() {
        return site.metrics()
                .get("hawkeye.ingest.gate.audited")
                .tag("camera", "gate")
                .counter()
                .count();
    }

    private static Detection detection(long sequence, Long unchangedSince) {
        return Detection.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(sequence)
                .setCaptureTime(Instant.now())
                .setWidth(320)
                .setHeight(192)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setGated(true)
                .setUnchangedSince(unchangedSince)
                .setObjects(List.of(new DetectedObject(0, "person", 0.9f, 10f, 10f, 60f, 110f)))
                .setFrame(new FrameRef("frames", 0, sequence))
                .setModel("yolo.onnx")
                .setModelSha256("00ff")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }

    private static List<Long> numbers() {
        return LongStream.range(0, PICTURES).boxed().toList();
    }

    private CameraConfig camera(GateMode gate) throws Exception {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            byte[] jpeg = BlockPictures.jpeg(320, 192, List.of(new Block(Color.RED, 32 * (i / STAY), 64, 32, 32)));
            Files.write(pictures.resolve(String.format(Locale.ROOT, "%03d.jpg", i)), jpeg);
        }
        return new CameraConfig(
                "gate", null, pictures.toString(), 5, 0, 0, 90, Mode.LOSSLESS, Transport.AUTO, true, gate, start);
    }
}
