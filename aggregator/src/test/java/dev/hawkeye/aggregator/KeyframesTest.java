package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.settings.DataSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyframesTest {
    private static final int JPEG_BYTES = 1000;

    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorDriver aggregator;

    @AfterEach
    void close() {
        aggregator.close();
    }

    @Test
    void uploadsTheSurestOfTheConfirmingFramesWithAllItsObjects() {
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2);

        aggregator.send(at(0, 0).with("car", .5), at(1, 1).with("car", .8).with("dog", .3), at(2, 2).with("car", .7));

        Event event = aggregator.events().get(0);
        assertThat(event.getUploaded()).isTrue();
        assertThat(event.getNotUploadedReason()).isNull();
        assertThat(event.getKeyframe()).isEqualTo(new FrameRef("frames", 0, 1L));
        List<Keyframe> keyframes = aggregator.keyframes();
        assertThat(keyframes).hasSize(1);
        Keyframe keyframe = keyframes.get(0);
        assertThat(keyframe.getEvent()).isEqualTo(event.getId());
        assertThat(keyframe.getCamera()).isEqualTo("gate");
        assertThat(keyframe.getClassName()).isEqualTo("car");
        assertThat(keyframe.getCaptureTime()).isEqualTo(Instant.ofEpochMilli(Shot.ZERO + 1000));
        assertThat(keyframe.getObjects())
                .isEqualTo(at(1, 1).with("car", .8).with("dog", .3).detection().getObjects());
        assertThat(keyframe.getModel()).isEqualTo("yolo.onnx");
        assertThat(keyframe.getJpeg()).isEqualTo(jpeg(1));
        assertThat(aggregator.kept()).containsExactly(keyframe);
        assertThat(aggregator.fetches).isEqualTo(1);
        assertThat(aggregator.counter("keyframes", "camera", "gate")).isEqualTo(1);
        assertThat(aggregator.counter("keyframes.kept", "camera", "gate")).isEqualTo(1);
        assertThat(aggregator.counter("uploaded.bytes", "camera", "gate")).isEqualTo(JPEG_BYTES);
    }

    @Test
    void prefersTheFrameWithMoreObjectsAmongEquallySureOnes() {
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2);

        aggregator.send(at(0, 0).with("car", .8), at(1, 1).with("car", .8).with("dog", .3), at(2, 2).with("car", .8));

        assertThat(aggregator.keyframes())
                .extracting(k -> k.getFrame().getOffset())
                .containsExactly(1L);
    }

    @Test
    void withholdsASecondKeyframeOfAClassWithinTheInterval() {
        settings.leaveAfter = Duration.ofSeconds(1);
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2, 4, 5, 6, 34, 35, 36);

        appear("car", 0, 1, 2);
        aggregator.send(at(3, 3));
        appear("car", 4, 5, 6);
        aggregator.send(at(33, 33));
        appear("car", 34, 35, 36);

        List<Event> appeared =
                aggregator.events().stream().filter(e -> e.getEnd() == null).toList();
        assertThat(appeared).extracting(Event::getUploaded).containsExactly(true, false, true);
        assertThat(aggregator.kept())
                .extracting(Keyframe::getEvent)
                .containsExactlyElementsOf(appeared.stream().map(Event::getId).toList());
        assertThat(aggregator.keyframes()).hasSize(2);
        assertThat(aggregator.counter("keyframes.withheld", "camera", "gate", "reason", "interval"))
                .isEqualTo(1);
    }

    @Test
    void holdsTheIntervalForEachClassByItself() {
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2, 3, 4, 5);

        appear("car", 0, 1, 2);
        appear("dog", 3, 4, 5);

        assertThat(aggregator.keyframes()).extracting(Keyframe::getClassName).containsExactly("car", "dog");
    }

    @Test
    void withholdsWhatWouldExceedTheBudgetUntilTheNextPeriod() {
        settings.keyframeBudget = new DataSize(2 * JPEG_BYTES);
        settings.keyframeBudgetPeriod = Duration.ofSeconds(100);
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2, 3, 4, 5, 6, 7, 8, 100, 101, 102);

        appear("car", 0, 1, 2);
        appear("dog", 3, 4, 5);
        appear("person", 6, 7, 8);
        aggregator.send(at(99, 99));
        appear("person", 100, 101, 102);

        List<Event> appeared =
                aggregator.events().stream().filter(e -> e.getEnd() == null).toList();
        assertThat(appeared).extracting(Event::getUploaded).containsExactly(true, true, false, true);
        assertThat(appeared.get(2).getNotUploadedReason()).startsWith("byte budget");
        assertThat(aggregator.kept())
                .extracting(Keyframe::getClassName)
                .containsExactly("car", "dog", "person", "person");
        assertThat(aggregator.counter("keyframes.withheld", "reason", "budget")).isEqualTo(1);
    }

    @Test
    void chargesTheRealSizeWhenTheDetectionDoesNotStateIt() {
        settings.keyframeBudget = new DataSize(JPEG_BYTES - 1);
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2);

        aggregator.send(at(0, 0).with("car", .5), at(1, 1).with("car", .8), at(2, 2).with("car", .7));

        assertThat(aggregator.keyframes()).isEmpty();
        assertThat(aggregator.kept()).hasSize(1);
        assertThat(aggregator.events().get(0).getNotUploadedReason()).startsWith("byte budget");
    }

    @Test
    void keepsThePictureOfEveryEventWhereNothingMayBeUploaded() {
        settings.keyframeBudget = new DataSize(0);
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2);

        appear("car", 0, 1, 2);

        Event event = aggregator.events().get(0);
        assertThat(event.getUploaded()).isFalse();
        assertThat(aggregator.keyframes()).isEmpty();
        assertThat(aggregator.kept()).singleElement().satisfies(kept -> {
            assertThat(kept.getEvent()).isEqualTo(event.getId());
            assertThat(kept.getJpeg()).isEqualTo(jpeg(0));
        });
    }

    @Test
    void saysThatTheFrameIsGone() {
        aggregator = new AggregatorDriver(settings);

        appear("car", 0, 1, 2);

        withheld("frame gone", "gone");
    }

    @Test
    void neverUploadsAPictureOfAnotherCamera() {
        aggregator = new AggregatorDriver(settings);
        recordFrames(0, 1, 2);
        aggregator.frames.put(new FrameRef("frames", 0, 0L), bytes(frame("neighbor", 0)));

        appear("car", 0, 1, 2);

        withheld("frame gone", "gone");
    }

    @Test
    void saysThatTheFrameIsUndecodable() {
        aggregator = new AggregatorDriver(settings);
        aggregator.frames.put(new FrameRef("frames", 0, 0L), new byte[] {'h', 'i'});

        appear("car", 0, 1, 2);

        withheld("frame undecodable", "undecodable");
    }

    @Test
    void saysThatTheFrameCouldNotBeReadInTime() {
        aggregator = new AggregatorDriver(settings, frame -> {
            throw new TimeoutException("no answer");
        });

        appear("car", 0, 1, 2);

        withheld("frame unreadable", "unreadable");
    }

    private void withheld(String reason, String tag) {
        List<Event> events = aggregator.events();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getUploaded()).isFalse();
        assertThat(events.get(0).getNotUploadedReason()).startsWith(reason);
        assertThat(aggregator.keyframes()).isEmpty();
        assertThat(aggregator.kept()).isEmpty();
        assertThat(aggregator.counter("keyframes.withheld", "camera", "gate", "reason", tag))
                .isEqualTo(1);
    }

    /** Shows a class in three frames, a second each, the first one the surest; the sequence is the second. */
    private void appear(String className, int first, int second, int third) {
        aggregator.send(
                at(first, first).with(className, .9).bytes(JPEG_BYTES, 0),
                at(second, second).with(className, .8).bytes(JPEG_BYTES, 0),
                at(third, third).with(className, .7).bytes(JPEG_BYTES, 0));
    }

    private void recordFrames(int... seconds) {
        for (int second : seconds) {
            aggregator.frames.put(new FrameRef("frames", 0, (long) second), bytes(frame("gate", second)));
        }
    }

    private byte[] bytes(Frame frame) {
        return aggregator.registry.serde(Frame.class).serializer().serialize("frames", frame);
    }

    private static Frame frame(String camera, int second) {
        return Frame.newBuilder()
                .setCamera(camera)
                .setStream("s1")
                .setSequence(second)
                .setCaptureTime(Instant.ofEpochMilli(Shot.ZERO + second * 1000L))
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setJpeg(jpeg(second))
                .build();
    }

    private static ByteBuffer jpeg(int second) {
        byte[] jpeg = new byte[JPEG_BYTES];
        jpeg[0] = (byte) second;
        return ByteBuffer.wrap(jpeg);
    }
}
