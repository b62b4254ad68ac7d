package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CameraFramesTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final CameraFrames camera = new CameraFrames();

    @Test
    void aCameraBeginsWithItsFirstPicture() {
        offer(7, false);
        offer(8, true);
        offer(9, false);

        assertThat(camera.leftOut()).isEqualTo(1);
        assertThat(camera.frames()).isEqualTo(2);
        assertThat(camera.begin()).isEqualTo(START.plusSeconds(8));
    }

    @Test
    void fromTheFirstFrameOfAStreamOnNothingIsMissing() {
        offer(0, true);

        assertThat(camera.begin()).isEqualTo(Instant.MIN);
    }

    @Test
    void aCameraWithoutAPictureNeverBegins() {
        offer(7, false);

        assertThat(camera.begin()).isEqualTo(Instant.MAX);
        assertThat(camera.isOpen()).isFalse();
    }

    @Test
    void theEndingCountsInNoWindowOfTheOthers() {
        offer(8, true);
        offer(9, false);

        Frame ending = camera.ending(Duration.ofSeconds(10));

        assertThat(ending.getLast()).isTrue();
        assertThat(ending.getSequence()).isEqualTo(10);
        assertThat(ending.getUnchangedSince()).isEqualTo(10);
        assertThat(ending.getCaptureTime()).isEqualTo(START.minusSeconds(2));
        assertThat(ending.getJpeg().hasRemaining()).isFalse();
    }

    private void offer(long sequence, boolean picture) {
        Frame frame = Frame.newBuilder()
                .setCamera("gate")
                .setStream("s")
                .setSequence(sequence)
                .setCaptureTime(START.plusSeconds(sequence))
                .setWidth(640)
                .setHeight(360)
                .setLive(true)
                .setUnchangedSince(picture ? null : 6L)
                .setJpeg(ByteBuffer.allocate(picture ? 1 : 0))
                .build();
        if (camera.accepts(frame)) {
            camera.sent(frame, 0, 0);
        }
    }
}
