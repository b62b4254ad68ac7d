package dev.hawkeye.detector;

import static dev.hawkeye.detector.DetectorDriver.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.traces.Traces;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DetectorTopologyTest {
    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://detector-topology-test"));
    private DetectorDriver site;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        site = new DetectorDriver(directory, 2, registry);
    }

    @AfterEach
    void stop() {
        site.close();
        registry.close();
    }

    @Test
    void theTraceOfAFrameGoesOnInItsDetection() throws InterruptedException {
        // given
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        site.detector.tracing(Traces.over(
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build(),
                1));
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Frame frame = TestFrames.oneRedBlock("gate", 0);
        TestRecord<byte[], byte[]> record =
                new TestRecord<>("gate".getBytes(UTF_8), site.bytes(frame), frame.getCaptureTime());
        record.headers().add("traceparent", ("00-" + trace + "-b7ad6b7169203331-01").getBytes(UTF_8));

        // when
        site.frames.pipeInput(record);

        // then
        TestRecord<String, Detection> detection = site.await(1).get(0);
        SpanData detect = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("detect"))
                .findFirst()
                .orElseThrow();
        assertThat(new String(detection.headers().lastHeader("traceparent").value(), UTF_8))
                .isEqualTo("00-" + trace + "-" + detect.getSpanId() + "-01");
        assertThat(detect.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).contains("decode", "inference");
    }

    @Test
    void everyFrameHasOneDetectionInTheSameOrder() throws InterruptedException {
        // when
        for (int i = 0; i < 100; i++) {
            send(TestFrames.oneRedBlock(i % 2 == 0 ? "gate" : "yard", i));
        }

        // then
        List<Detection> all = await(100);
        assertThat(all).extracting(Detection::getSequence).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(Detection::getFate).containsOnly(Fate.DETECTED);
        assertThat(site.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aDetectionSaysWhatWasSeenWhereByWhomAndInWhichFrame() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        Detection detection = await(1).get(0);
        assertThat(detection.getObjects()).isNotEmpty().allSatisfy(object -> {
            assertThat(object.getClassName()).isEqualTo("red");
            // The model's cells are 64 pixels of the frame; each that touches the block is seen.
            assertThat(object.getX1()).isBetween(192f, 384f);
            assertThat(object.getY1()).isBetween(64f, 256f);
        });
        assertThat(detection.getFrame()).isEqualTo(new FrameRef("frames", 0, 0L));
        assertThat(detection.getModel()).isEqualTo(site.detector.lanes().model().name());
        assertThat(detection.getModelSha256())
                .isEqualTo(site.detector.lanes().model().sha256());
        assertThat(detection.getSourceBytes()).isEqualTo(1_000);
        assertThat(detection.getTimes().getInferenceMicros()).isPositive();
    }

    @Test
    void eachCameraHasTheClassesThatItIsToHaveAlsoInABatchWithOthers() throws InterruptedException {
        // when
        for (int i = 0; i < 20; i++) {
            send(TestFrames.oneRedAndOneGreenBlock(i % 2 == 0 ? "gate" : TestFrames.CHOOSY, i));
        }

        // then
        for (Detection detection : await(20)) {
            Set<String> seen = detection.getObjects().stream()
                    .map(DetectedObject::getClassName)
                    .collect(Collectors.toSet());
            assertThat(seen).isEqualTo(detection.getCamera().equals("gate") ? Set.of("red", "green") : Set.of("green"));
        }
    }

    @Test
    void theTimestampIsTheCaptureTimeAndTheKeyTheCamera() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 3));

        // then
        TestRecord<String, Detection> record = site.await(1).get(0);
        assertThat(record.key()).isEqualTo("gate");
        assertThat(record.getRecordTime()).isEqualTo(record.value().getCaptureTime());
    }

    @Test
    void aLiveFrameThatIsTooOldIsShedAndAFreshOneIsNot() throws InterruptedException {
        // given
        byte[] jpeg = TestFrames.oneRedBlock("gate", 0).getJpeg().array();
        Frame old = TestFrames.frame("gate", 0, jpeg)
                .setLive(true)
                .setCaptureTime(Instant.now().minusSeconds(3))
                .build();
        Frame fresh = TestFrames.frame("gate", 1, jpeg)
                .setLive(true)
                .setCaptureTime(Instant.now().plusSeconds(30))
                .build();

        // when
        send(old);
        send(fresh);

        // then
        List<Detection> both = await(2);
        assertThat(both).extracting(Detection::getFate).containsExactly(Fate.SHED, Fate.DETECTED);
        assertThat(both.get(0).getReason()).contains("max-frame-age is 2.0 s");
    }

    @Test
    void aFrameThatIsNotLiveIsDetectedHoweverOld() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        assertThat(await(1).get(0).getFate()).isEqualTo(Fate.DETECTED);
    }

    @Test
    void aTornPictureFailsGoesToTheDeadLettersAndTheRestContinues() throws InterruptedException {
        // given
        byte[] jpeg = TestFrames.oneRedBlock("gate", 0).getJpeg().array();
        Frame torn = TestFrames.frame("gate", 1, Arrays.copyOf(jpeg, jpeg.length / 2))
                .setLast(true)
                .build();

        // when
        send(TestFrames.oneRedBlock("gate", 0));
        send(torn);
        send(TestFrames.oneRedBlock("gate", 2));

        // then
        List<Detection> all = await(3);
        assertThat(all).extracting(Detection::getFate).containsExactly(Fate.DETECTED, Fate.FAILED, Fate.DETECTED);
        assertThat(all.get(1).getReason()).isNotBlank();
        assertThat(all.get(1).getLast()).isTrue();
        TestRecord<byte[], byte[]> letter = site.deadLetters.readRecord();
        assertThat(registry.serde(Frame.class).deserializer().deserialize("frames", letter.value()))
                .isEqualTo(torn);
        assertThat(header(letter, "message")).isEqualTo(all.get(1).getReason());
        assertThat(header(letter, "offset")).isEqualTo("1");
    }

    @Test
    void aRecordThatHoldsNoFrameBecomesADeadLetterAndTheRestContinues() throws InterruptedException {
        // when
        site.frames.pipeInput("gate".getBytes(UTF_8), "noise".getBytes(UTF_8));
        site.frames.pipeInput("gate".getBytes(UTF_8), (byte[]) null);
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        assertThat(await(1)).extracting(Detection::getSequence).containsExactly(0L);
        assertThat(site.deadLetters.readRecordsToList())
                .extracting(letter -> header(letter, "offset"))
                .containsExactly("0", "1");
        assertThat(site.metrics.counter("hawkeye.detector.undecodable").count()).isEqualTo(2);
    }

    @Test
    void aDetectorThatEndsFinishesWhatItHasAndLeavesTheRestToTheNext() throws InterruptedException {
        // given
        send(TestFrames.oneRedBlock("gate", 0));
        await(1);

        // when
        int left = site.detector.frames().drain(Duration.ofSeconds(1));
        send(TestFrames.oneRedBlock("gate", 1));
        site.beat();

        // then
        assertThat(left).isZero();
        assertThat(site.detections.isEmpty()).isTrue();
        TopicPartition partition = new TopicPartition("frames", 0);
        assertThat(site.detector.frames().guard().allow(Map.of(partition, new OffsetAndMetadata(2))))
                .containsEntry(partition, new OffsetAndMetadata(1));
    }

    @Test
    void fatesAreCountedByCamera() throws InterruptedException {
        // given
        send(TestFrames.oneRedBlock("gate", 0));
        send(TestFrames.frame("yard", 0, new byte[0]).build());

        // when
        await(2);

        // then
        assertThat(site.metrics
                        .counter("hawkeye.detector.frames", "camera", "gate", "fate", "DETECTED")
                        .count())
                .isEqualTo(1);
        assertThat(site.metrics
                        .counter("hawkeye.detector.frames", "camera", "yard", "fate", "FAILED")
                        .count())
                .isEqualTo(1);
    }

    private void send(Frame frame) {
        site.send(frame);
    }

    private List<Detection> await(int count) throws InterruptedException {
        return site.await(count).stream().map(TestRecord::value).toList();
    }
}
