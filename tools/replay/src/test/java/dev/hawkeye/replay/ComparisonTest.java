package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.site.config.ConfigReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One camera in one window, in which both runs have seen a person. */
class ComparisonTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://comparison"));
    private final AggregatorConfig config = new ConfigReader().read().aggregator();
    private final Topics topics = new Topics("");
    private final LiveGaps gaps = new LiveGaps(config);
    private final Outcome live = outcome();
    private final Outcome replay = outcome();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void whereTheLiveRunShedAFrameOfEveryWindowNothingIsCompared() {
        // given
        seen(1, Fate.DETECTED);
        seen(2, Fate.SHED);
        counted(live, 7);
        counted(replay, 1);

        // when
        Comparison comparison = comparison();

        // then
        assertThat(comparison.leftOut()).isEqualTo(1);
        assertThat(comparison.isEmpty()).isTrue();
    }

    @Test
    void oneWindowIsSomething() {
        seen(1, Fate.DETECTED);
        counted(live, 7);
        counted(replay, 7);

        assertThat(comparison().isEmpty()).isFalse();
    }

    @Test
    void whereNeitherRunSawAnythingTheyAreTheSame() {
        seen(1, Fate.DETECTED);

        assertThat(comparison().isEmpty()).isFalse();
    }

    private Comparison comparison() {
        CameraFrames frames = new CameraFrames();
        frames.sent(
                Frame.newBuilder()
                        .setCamera("gate")
                        .setStream("s")
                        .setSequence(0)
                        .setCaptureTime(START)
                        .setWidth(640)
                        .setHeight(360)
                        .setLive(true)
                        .setJpeg(ByteBuffer.allocate(1))
                        .build(),
                0,
                START.toEpochMilli());
        return new Comparison(live, replay, gaps, config, Map.of("gate", frames), new Bounds(0, 0, 0, 0, false));
    }

    private Outcome outcome() {
        Period period = new Period(START, START.plusSeconds(60), Set.of(), Duration.ZERO, Duration.ZERO);
        return new Outcome(topics, registry, period, (detection, timestamp) -> {});
    }

    private void counted(Outcome outcome, int boxes) {
        WindowCount count = WindowCount.newBuilder()
                .setCamera("gate")
                .setClassName("person")
                .setWindowStart(START)
                .setWindowEnd(START.plus(config.window()))
                .setIsFinal(true)
                .setFramesAnalysed(10)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(boxes)
                .setDetections(boxes)
                .setMean(boxes / 10.0)
                .setPeak(1)
                .build();
        byte[] value = registry.serde(WindowCount.class).serializer().serialize(topics.counts(), count);
        outcome.take(new ConsumerRecord<>(topics.counts(), 0, 0, new byte[0], value));
    }

    private void seen(int second, Fate fate) {
        Instant time = START.plusSeconds(second);
        gaps.add(
                Detection.newBuilder()
                        .setCamera("gate")
                        .setStream("s")
                        .setSequence(second)
                        .setCaptureTime(time)
                        .setWidth(640)
                        .setHeight(360)
                        .setLive(true)
                        .setFate(fate)
                        .setFrame(new FrameRef("frames", 0, (long) second))
                        .setModel("m.onnx")
                        .setModelSha256("00")
                        .setObjects(List.of())
                        .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                        .build(),
                time.toEpochMilli());
    }
}
