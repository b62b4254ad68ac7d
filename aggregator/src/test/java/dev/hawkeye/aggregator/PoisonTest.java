package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.history.HistoryKey;
import dev.hawkeye.aggregator.input.Arrivals;
import dev.hawkeye.aggregator.input.RecentFrames;
import dev.hawkeye.aggregator.input.StateBounds;
import dev.hawkeye.aggregator.keyframes.FrameFetcher;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.aggregator.state.StateSerde;
import dev.hawkeye.aggregator.state.StateSize;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.streams.FatalRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What anybody who may write to detections can do to the aggregator, and what other cameras notice of it: nothing. */
class PoisonTest {
    /** As {@link AggregatorTopology} makes its changelogs: a record has to fit into a segment. */
    private static final int SEGMENT_BYTES = 8 << 20;

    private final ConfigBuilder settings = new ConfigBuilder();

    @Test
    void theLargestStateThatCanBeFilledFitsIntoASegmentOfItsChangelog() {
        // given: settings under which a camera has most to remember
        settings.window = Duration.ofSeconds(1000);
        settings.advance = settings.window;
        settings.confirm = 1;
        settings.confirmOf = 100;
        settings.grace = Duration.ofHours(1);
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            // when: one camera has as much in each frame as a window may have
            int refused = 0;
            driver.send(crowd(0, 0, 190, 480, ""));
            CameraState filled = driver.cameras().get("gate");
            for (int i = 1; i < 68; i++) {
                RecentFrames.add(filled.getRecent(), crowd(i, i, 190, 480, ""), settings.confirmOf);
            }
            driver.cameras().put("gate", filled);
            for (int i = 68; i < 78; i++) {
                driver.send(crowd(i, i, 190, 480, ""));
                refused += driver.letters().size();
            }
            driver.send(
                    at(0, 0).of("yard").with("car", .9),
                    at(1, 4000).of("yard"),
                    at(2, 9000).of("yard"));

            // then
            CameraState state = driver.cameras().get("gate");
            int bytes = bytes(state);
            assertThat(refused).isPositive();
            assertThat(bytes).isBetween(5 << 20, SEGMENT_BYTES - (512 << 10));
            assertThat(StateSize.of(state)).isBetween(bytes, bytes * 5 / 4);
            assertThat(driver.reasons()).isEmpty();
            assertThat(driver.shortCloudCounts())
                    .contains("yard car -200-800 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        }
    }

    @Test
    void theLargestRecordOfTheHistoryFitsIntoASegmentOfItsChangelog() {
        // given
        settings.history = Duration.ofDays(1);
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            // when: every window is filled to its limit
            for (int window = 0; window < HistoryKey.WINDOWS; window++) {
                driver.send(crowd(window, 10 * window, 190, 480));
            }
            driver.passTime(Duration.ofMinutes(1));

            // then
            HistoryBucket bucket = driver.bucket("gate");
            int bytes = bytes(bucket);
            assertThat(bucket.getWindows()).hasSize(HistoryKey.WINDOWS);
            assertThat(bytes).isBetween(4 << 20, SEGMENT_BYTES - (512 << 10));
            assertThat(StateSize.of(bucket)).isBetween(bytes, bytes * 5 / 4);
        }
    }

    @Test
    void aCameraThatWasFilledWithNonsenseCountsAgainWhenItsWindowIsClosed() {
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            // given: a window with no room for another class
            for (int i = 0; i < 20; i++) {
                driver.send(crowd(i, 1, 170, 480));
            }
            assertThat(driver.reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).contains("too many classes"));

            // when
            driver.send(at(100, 12).with("car", .9), at(101, 30));

            // then
            assertThat(driver.reasons()).isEmpty();
            assertThat(driver.shortCloudCounts())
                    .contains("gate car 10-20 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        }
    }

    @Test
    void classesWithoutAnEventAreForgottenButForTheNewestOnes() {
        settings.confirm = 1;
        settings.leaveAfter = Duration.ofMillis(1);
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            for (int i = 0; i < 400; i++) {
                driver.send(at(i, i).with("class " + i, .9));
            }

            assertThat(driver.cameras().get("gate").getClasses())
                    .hasSize(StateBounds.MAX_CLASSES + 1) // and the one that is still there
                    .containsKeys("class 399", "class 143")
                    .doesNotContainKey("class 142");
        }
    }

    @Test
    void madeUpCamerasAreBoundedAndRealOnesStillCount() {
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            // given
            driver.send(at(0, 1).with("car", .9));

            // when
            for (int i = 0; i < Arrivals.MAX_CAMERAS + 500; i++) {
                driver.send(at(0, 1).of("invented-" + i));
            }
            driver.send(at(1, 2).with("car", .9), at(2, 13));

            // then
            assertThat(driver.cameras().approximateNumEntries()).isEqualTo(Arrivals.MAX_CAMERAS);
            assertThat(driver.reasons())
                    .hasSize(501)
                    .allSatisfy(reason -> assertThat(reason).contains("exceeds the limit of 10000"));
            assertThat(driver.shortCloudCounts())
                    .containsExactly("gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");

            // when: they are silent, and another one comes
            driver.passTime(Duration.ofSeconds(31));
            driver.send(at(0, 40).of("new").with("car", .9));

            // then
            assertThat(driver.reasons()).isEmpty();
            assertThat(driver.cameras().get("new")).isNotNull();
            assertThat(driver.cameras().approximateNumEntries()).isEqualTo(Arrivals.MAX_CAMERAS);
            assertThat(driver.counter("forgotten")).isEqualTo(1);
        }
    }

    @Test
    void aCameraThatIsSilentForADayIsForgotten() {
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            driver.send(at(0, 1).with("car", .9), at(0, 1).of("yard"));

            driver.passTime(Duration.ofMinutes(1));
            driver.passTime(Duration.ofHours(12));
            driver.send(at(1, 2).of("yard"));
            driver.passTime(Duration.ofHours(12));

            assertThat(driver.cameras().get("gate")).isNull();
            assertThat(driver.cameras().get("yard")).isNotNull();
            assertThat(driver.counter("forgotten")).isEqualTo(1);
        }
    }

    @Test
    void aRecordOverWhichAThreadDiedIsSetAsideByTheNext() {
        // given: a frame that must never be read
        settings.confirm = 1;
        FrameFetcher deadly = frame -> {
            if (frame.getOffset() == 1) {
                throw new ArithmeticException("no one thought of this");
            }
            return Optional.empty();
        };
        Shot[] shots = {
            at(0, 0).with("car", .9), at(1, 10).with("dog", .9), at(2, 20).with("person", .9)
        };
        FatalRecords fatal = new FatalRecords();
        try (AggregatorDriver first = new AggregatorDriver(settings, deadly, fatal)) {
            first.send(shots[0]);
            assertThatThrownBy(() -> first.send(shots[1])).hasStackTraceContaining("no one thought of this");
        }

        // when: the thread that takes its place starts over
        try (AggregatorDriver second = new AggregatorDriver(settings, deadly, fatal)) {
            second.send(shots);

            // then
            assertThat(second.shortEvents()).containsExactly("APPEARED car 0", "APPEARED person 20", "LEFT car 0");
            assertThat(second.reasons()).singleElement().asString().contains("died over it", "no one thought of this");
            assertThat(second.counter("undecodable")).isEqualTo(1);
        }
    }

    /** Objects of as many classes, that no other frame has. */
    static Detection crowd(int sequence, int second, int classes, int nameLength) {
        return crowd(sequence, second, classes, nameLength, sequence + "-");
    }

    private static Detection crowd(int sequence, int second, int classes, int nameLength, String prefix) {
        Detection detection = at(sequence, second).detection();
        List<DetectedObject> objects = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            String name = prefix + i + "-";
            objects.add(new DetectedObject(i, name + "x".repeat(nameLength - name.length()), .9f, 0f, 0f, 1f, 1f));
        }
        detection.setObjects(objects);
        detection.setFrame(new FrameRef("frames", 0, (long) sequence));
        return detection;
    }

    private static int bytes(CameraState state) {
        return StateSerde.ofCameras().serializer().serialize("any", state).length;
    }

    private static int bytes(HistoryBucket bucket) {
        return StateSerde.ofHistory().serializer().serialize("any", bucket).length;
    }
}
