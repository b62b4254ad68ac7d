package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.history.HistoryKey;
import dev.hawkeye.aggregator.input.DetectionReader;
import dev.hawkeye.aggregator.input.Standstill;
import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.output.Results;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.traces.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** A processor that inherits the stores of another one, as after a restart or a rebalance. */
class RestartTest {
    private static final long BEGIN = 1_000_000;

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://restart"));
    private final Serde<Detection> detections = registry.serde(Detection.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final AggregatorConfig config = new ConfigBuilder().config();
    private final Standstill never = new Standstill(new RegistryPatience(), () -> 0);
    private final DetectionReader reader = new DetectionReader(detections.deserializer(), new FatalRecords(), never);
    private final FrameReader frames = new FrameReader(
            frame -> Optional.empty(), registry.serde(Frame.class).deserializer(), never);
    private final Results results = new Results(
            config,
            new Topics(""),
            registry.serde(Keyframe.class).serializer(),
            registry.serde(Keyframe.class).serializer(),
            new RefusedSizes(metrics));
    private final AggregatorMeters meters = new AggregatorMeters(config::scenes, metrics);
    private final KeyValueStore<HistoryKey, HistoryBucket> history = AggregatorTopology.history(
                    AggregatorTopology.Where.MEMORY)
            .withLoggingDisabled()
            .build();
    private DetectionProcessor processor;

    RestartTest() {
        KeyValueStore<String, CameraState> cameras = AggregatorTopology.cameras(AggregatorTopology.Where.MEMORY)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        cameras.init(context.getStateStoreContext(), cameras);
        context.addStateStore(cameras);
        history.init(context.getStateStoreContext(), history);
        context.addStateStore(history);
        startAt(BEGIN, config);
    }

    @Test
    void keepsTheCountsOfAnOpenWindow() {
        process(at(0, 1).with("car", .9), at(1, 2).with("car", .9));

        restartAt(BEGIN + 5_000);
        process(at(1, 2).with("car", .9), at(2, 3).with("car", .9), at(3, 12));

        assertThat(counts()).containsExactly("gate car 0-10 final with 3/3 sum 3 peak 1 shed 0 failed 0");
    }

    @Test
    void countsFramesOnceThatComeAgainAfterTheirStreamWasFollowedByAnother() {
        // given
        Shot[] shots = {
            at(5, 1).with("car", .9), at(6, 2).with("car", .9),
            at(0, 3).in("s2").with("car", .9), at(1, 4).in("s2").with("car", .9)
        };
        process(shots);

        // when: a crash before the offsets were committed
        restartAt(BEGIN + 5_000);
        process(shots);
        process(at(2, 12).in("s2"));

        // then
        assertThat(counts()).containsExactly("gate car 0-10 final with 4/4 sum 4 peak 1 shed 0 failed 0");
        assertThat(metrics.get("hawkeye.aggregator.repeated").counter().count()).isEqualTo(4);
    }

    @Test
    void finishesWindowsOnceWhenAStreamThatEndedComesAgain() {
        // given
        Shot[] shots = {
            at(5, 1).with("car", .9), at(6, 2).with("car", .9).last(),
            at(0, 3).in("s2").with("car", .9), at(1, 4).in("s2").with("car", .9).last()
        };
        process(shots);
        List<String> once = counts();

        // when
        restartAt(BEGIN + 5_000);
        process(shots);

        // then: the second stream starts afresh
        assertThat(counts())
                .isEqualTo(once)
                .containsExactly(
                        "gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0",
                        "gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
    }

    @Test
    void keepsAWindowClosed() {
        process(at(0, 1).with("car", .9), at(1, 12));

        restartAt(BEGIN + 5_000);
        process(at(2, 3).with("car", .9), at(3, 40));

        assertThat(counts()).containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0");
    }

    @Test
    void keepsEventsAndWhatHalfConfirmsThem() {
        process(
                at(0, 0).with("car", .9),
                at(1, 1).with("car", .9).with("dog", .5),
                at(2, 2).with("car", .9).with("dog", .5));

        restartAt(BEGIN + 5_000);
        process(at(3, 3).with("dog", .5), at(4, 7));

        assertThat(events()).containsExactly("APPEARED car", "APPEARED dog", "LEFT car");
    }

    @Test
    void takesItsOwnDowntimeForNoSilence() {
        process(at(0, 1).with("car", .9));

        restartAt(BEGIN + 3_600_000);
        tickAt(BEGIN + 3_600_000 + 29_999);
        assertThat(counts()).isEmpty();

        tickAt(BEGIN + 3_600_000 + 30_000);
        assertThat(counts()).hasSize(1);
    }

    @Test
    void endsTheWindowsOfOtherSettingsAsTheyWereWhenTheirCameraIsSilent() {
        // given
        ConfigBuilder minutes = new ConfigBuilder();
        minutes.window = Duration.ofMinutes(1);
        minutes.advance = minutes.window;
        restartAt(BEGIN, minutes.config());
        process(at(0, 1).with("car", .9));

        // when
        restartAt(BEGIN + 5_000);
        tickAt(BEGIN + 35_000);

        // then
        assertThat(counts()).containsExactly("gate car 0-60 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(openWindows()).isZero();
    }

    @Test
    void showsTheOpenWindowsOfTheProcessorsThatRun() {
        process(at(0, 1).with("car", .9));

        restartAt(BEGIN + 5_000);
        assertThat(openWindows()).isEqualTo(1);

        processor.close();
        assertThat(openWindows()).isZero();
    }

    private double openWindows() {
        return metrics.get("hawkeye.aggregator.windows.open").gauge().value();
    }

    private void startAt(long wallMillis, AggregatorConfig settings) {
        context.setCurrentSystemTimeMs(wallMillis);
        processor = new DetectionProcessor(new CurrentSettings(settings), reader, frames, results, meters, Traces.OFF);
        processor.init(context);
    }

    private void restartAt(long wallMillis) {
        restartAt(wallMillis, config);
    }

    private void restartAt(long wallMillis, AggregatorConfig settings) {
        processor.close();
        context.scheduledPunctuators().forEach(MockProcessorContext.CapturedPunctuator::cancel);
        startAt(wallMillis, settings);
    }

    private void process(Shot... shots) {
        for (Shot shot : shots) {
            Detection detection = shot.detection();
            context.setRecordMetadata("detections", 0, detection.getSequence());
            processor.process(new Record<>(
                    detection.getCamera().getBytes(UTF_8),
                    detections.serializer().serialize("detections", detection),
                    detection.getCaptureTime().toEpochMilli()));
        }
    }

    /** Lets the clock find silent cameras; early updates are left out. */
    private void tickAt(long wallMillis) {
        List<MockProcessorContext.CapturedPunctuator> alive = context.scheduledPunctuators().stream()
                .filter(p -> !p.cancelled())
                .toList();
        alive.stream()
                .filter(p -> p.getInterval().equals(DetectionProcessor.CLOCK_INTERVAL))
                .findFirst()
                .orElseThrow()
                .getPunctuator()
                .punctuate(wallMillis);
    }

    private List<String> counts() {
        return context.forwarded(Outputs.COUNTS).stream()
                .map(f -> AggregatorDriver.brief((WindowCount) f.record().value()))
                .toList();
    }

    private List<String> events() {
        return context.forwarded(Outputs.EVENTS).stream()
                .map(f -> (Event) f.record().value())
                .map(e -> e.getKind() + " " + e.getClassName())
                .toList();
    }
}
