package dev.hawkeye.detector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.schemas.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** At most 2 s old may frames be, so those of more than 1 s are overdue. */
final class LanePickTest {
    private static final long NOW = 1_800_000_000_000L;

    private final LanePick pick = new LanePick(new Shedding(Duration.ofSeconds(2)), NOW);
    private final Deque<FrameTask> waiting = new ArrayDeque<>();
    private long offset;

    @Test
    void takesTheOldestWhileTheLanesKeepUp() {
        // given
        FrameTask first = live("a", 900);
        FrameTask second = live("a", 700);
        FrameTask third = live("a", 500);

        // when
        List<FrameTask> picked = pick.from(waiting, 2);

        // then
        assertThat(picked).containsExactly(first, second);
        assertThat(waiting).containsExactly(third);
    }

    @Test
    void skipsToTheNewestWhenTheyDoNot() {
        // given
        FrameTask tooOld = live("a", 2_100);
        FrameTask overdue = live("a", 1_100);
        FrameTask young = live("a", 900);
        FrameTask newest = live("a", 700);

        // when
        List<FrameTask> picked = pick.from(waiting, 1);

        // then
        assertThat(picked).containsExactly(newest);
        assertThat(waiting).containsExactly(young);
        assertShed(tooOld, "2.1 s old, max-frame-age is 2.0 s");
        assertShed(overdue, "1.1 s old, and newer ones wait for a lane");
    }

    @Test
    void takesTheNewestThoughItIsOverdueButNotWhenItIsTooOld() {
        // given
        FrameTask tooOld = live("a", 2_100);
        FrameTask newest = live("a", 1_900);

        // when
        List<FrameTask> picked = pick.from(waiting, 2);

        // then
        assertThat(picked).containsExactly(newest);
        assertThat(waiting).isEmpty();
        assertThat(tooOld.result()).isInstanceOf(FrameResult.Shed.class);
    }

    @Test
    void camerasOfOnePartitionTakeTurns() {
        // given
        live("flood", 1_500);
        live("flood", 1_400);
        FrameTask other = live("b", 1_300);
        live("flood", 1_200);
        FrameTask newest = live("flood", 1_100);

        // when
        List<FrameTask> picked = pick.from(waiting, 2);

        // then
        assertThat(picked).containsExactlyInAnyOrder(newest, other);
    }

    @Test
    void aLosslessCameraKeepsItsOrderAndAllItsFrames() {
        // given
        FrameTask first = lossless("file", 9_000);
        FrameTask second = lossless("file", 8_000);
        FrameTask third = lossless("file", 7_000);

        // when
        List<FrameTask> picked = pick.from(waiting, 2);

        // then
        assertThat(picked).containsExactly(first, second);
        assertThat(waiting).containsExactly(third);
    }

    @Test
    void aFrameThatIsTriedAloneGoesAlone() {
        // given
        FrameTask alone = live("a", 1_500);
        alone.alone = true;
        FrameTask next = live("a", 500);

        // when
        List<FrameTask> picked = pick.from(waiting, 4);

        // then
        assertThat(picked).containsExactly(alone);
        assertThat(waiting).containsExactly(next);
    }

    private static void assertShed(FrameTask task, String reason) {
        assertThat(task.result())
                .isInstanceOfSatisfying(
                        FrameResult.Shed.class,
                        shed -> assertThat(shed.reason()).isEqualTo(reason));
    }

    private FrameTask live(String camera, long age) {
        return add(camera, age, true);
    }

    private FrameTask lossless(String camera, long age) {
        return add(camera, age, false);
    }

    private FrameTask add(String camera, long age, boolean live) {
        Frame frame = TestFrames.frame(camera, offset, new byte[1])
                .setLive(live)
                .setCaptureTime(Instant.ofEpochMilli(NOW - age))
                .build();
        FrameTask task = new FrameTask(new Record<>(null, null, 0), offset++, frame);
        waiting.addLast(task);
        return task;
    }
}
