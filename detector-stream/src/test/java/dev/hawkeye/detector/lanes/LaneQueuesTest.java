package dev.hawkeye.detector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.schemas.Frame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

final class LaneQueuesTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

    private final LaneQueues queues =
            new LaneQueues(1, 4, 1_000, new Shedding(Duration.ofSeconds(2)), Clock.fixed(NOW, ZoneOffset.UTC));
    private final LaneQueues.Queue ofFiles = queues.newQueue();
    private final LaneQueues.Queue ofCameras = queues.newQueue();
    private long offset;

    @Test
    void liveFramesGoBeforeLosslessOnesThatCameFirst() throws InterruptedException {
        submit(ofFiles, "file", false, 8);
        submit(ofFiles, "street", true, 1);
        submit(ofCameras, "gate", true, 1);

        assertThat(taken(2)).containsExactly("street", "gate");
        assertThat(queues.next(() -> false).frames())
                .hasSize(4)
                .allMatch(frame -> frame.camera().equals("file"));
    }

    @Test
    void oneFrameInFourIsOfALosslessCameraHoweverManyLiveOnesWait() throws InterruptedException {
        submit(ofFiles, "file", false, 100);
        submit(ofCameras, "gate", true, 10);
        List<String> taken = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            submit(ofCameras, "gate", true, 4);
            taken.addAll(taken(2));
        }

        long files = taken.stream().filter("file"::equals).count();
        assertThat(taken.size() / (double) files).isBetween(4.0, 6.0);
    }

    @Test
    void losslessFramesKeepTheirOrderAndNoneIsShed() throws InterruptedException {
        List<FrameTask> frames = submit(ofFiles, "file", false, 10);

        List<FrameTask> taken = new ArrayList<>();
        while (taken.size() < 10) {
            taken.addAll(queues.next(() -> false).frames());
        }

        assertThat(taken).containsExactlyElementsOf(frames);
    }

    @Test
    void framesThatAreTriedAgainGoAloneAndFirst() throws InterruptedException {
        submit(ofFiles, "file", false, 4);
        LaneQueues.Batch batch = queues.next(() -> false);
        submit(ofFiles, "late", false, 2);

        queues.retryAlone(batch);

        for (FrameTask frame : batch.frames()) {
            assertThat(queues.next(() -> false).frames()).containsExactly(frame);
        }
        assertThat(taken(1)).containsExactly("late", "late");
    }

    @Test
    void nothingOfAPartitionThatIsGoneIsTaken() throws InterruptedException {
        submit(ofFiles, "file", false, 4);
        submit(ofFiles, "street", true, 4);
        submit(ofCameras, "gate", true, 1);

        ofFiles.abandon();

        assertThat(taken(1)).containsExactly("gate");
        assertThat(queues.awaitRoom(2_000, 0)).isTrue();
    }

    private List<String> taken(int batches) throws InterruptedException {
        List<String> cameras = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            LaneQueues.Batch batch = queues.next(() -> false);
            batch.frames().forEach(frame -> cameras.add(frame.camera()));
            queues.release(batch);
        }
        return cameras;
    }

    private List<FrameTask> submit(LaneQueues.Queue queue, String camera, boolean live, int count) {
        List<FrameTask> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Frame frame = TestFrames.frame(camera, offset, new byte[10])
                    .setLive(live)
                    .setCaptureTime(NOW.minusSeconds(live ? 0 : 60))
                    .build();
            frames.add(new FrameTask(new Record<>(null, null, 0), offset++, frame));
        }
        frames.forEach(queue::submit);
        return frames;
    }
}
