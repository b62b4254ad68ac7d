package dev.hawkeye.ingest.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStreamTest {
    private final Sink sink = new Sink();

    @Test
    void numbersTheFramesOfALiveStreamFromZeroAndSendsThemAtOnce() throws CameraException {
        FrameStream stream = live();

        stream.add(full());
        stream.add(full());

        assertThat(sink.sent).extracting(Frame::getSequence).containsExactly(0L, 1L);
        assertThat(stream.next()).isEqualTo(2);
    }

    @Test
    void aDroppedFrameLeavesNoGap() throws CameraException {
        FrameStream stream = live();
        stream.add(full());

        sink.drops = true;
        stream.add(full());
        sink.drops = false;
        stream.add(full());

        assertThat(sink.sent).extracting(Frame::getSequence).containsExactly(0L, 1L);
    }

    @Test
    void aFrameWithoutAPictureRefersToTheNewestOneThatHasOne() throws CameraException {
        FrameStream stream = live();
        assertThat(stream.mayRefer()).isFalse();

        stream.add(full());
        stream.add(full());
        assertThat(stream.mayRefer()).isTrue();
        stream.add(unchanged());
        stream.add(unchanged());

        assertThat(sink.sent).extracting(Frame::getUnchangedSince).containsExactly(null, null, 1L, 1L);
    }

    @Test
    void nothingRefersToAPictureThatWasDropped() throws CameraException {
        FrameStream stream = live();
        stream.add(full());
        sink.drops = true;
        stream.add(full());
        sink.drops = false;

        assertThat(stream.mayRefer()).isFalse();
        stream.add(unchanged());

        assertThat(sink.sent).hasSize(1);
        assertThat(sink.discarded).hasSize(1);
    }

    @Test
    void nothingRefersToAPictureThatKafkaRefusedAfterItWasAccepted() throws CameraException {
        FrameStream stream = live();
        stream.add(full());
        sink.refused = 1;

        assertThat(stream.mayRefer()).isFalse();
        stream.add(unchanged());

        assertThat(sink.sent).hasSize(1);
        assertThat(sink.discarded).hasSize(1);
    }

    @Test
    void aNumberThatKafkaRefusedIsUsedAgain() throws CameraException {
        FrameStream stream = live();
        stream.add(full());
        stream.add(full());

        sink.freed = 1;
        stream.add(full());

        assertThat(sink.sent).extracting(Frame::getSequence).containsExactly(0L, 1L, 1L);
    }

    @Test
    void aStreamWithAnEndHoldsEachFrameBackUntilTheNextAndMarksTheLast() throws CameraException {
        FrameStream stream = withEnd();

        stream.add(full());
        assertThat(sink.sent).isEmpty();
        assertThat(stream.next()).isEqualTo(1);
        assertThat(stream.mayRefer()).isTrue();
        stream.add(unchanged());
        assertThat(sink.sent).hasSize(1);
        stream.end(100);

        assertThat(sink.sent).extracting(Frame::getLast).containsExactly(false, true);
        assertThat(sink.sent.get(1).getUnchangedSince()).isZero();
        assertThat(sink.sent.get(1).getSourceBytes()).isEqualTo(100);
    }

    @Test
    void aStreamThatIsBrokenOffHasNoLastFrame() throws CameraException {
        FrameStream stream = withEnd();
        stream.add(full());

        stream.breakOff();
        stream.end(0);

        assertThat(sink.sent).extracting(Frame::getLast).containsExactly(false);
    }

    @Test
    void aLastFrameThatIsTooLargeIsSentWithoutItsPicture() throws CameraException {
        FrameStream stream = withEnd();
        stream.add(full());
        sink.endIsLost = true;

        stream.end(0);

        Frame last = sink.sent.get(sink.sent.size() - 1);
        assertThat(last.getLast()).isTrue();
        assertThat(last.getJpeg().hasRemaining()).isFalse();
        assertThat(last.getUnchangedSince()).isNull();
    }

    @Test
    void theLastFrameIsSentEvenWhenWhatItRefersToIsLost() throws CameraException {
        FrameStream stream = withEnd();
        stream.add(full());
        sink.drops = true;
        stream.add(unchanged());
        sink.drops = false;

        stream.end(0);

        assertThat(sink.sent).singleElement().satisfies(last -> {
            assertThat(last.getLast()).isTrue();
            assertThat(last.getUnchangedSince()).isNull();
            assertThat(last.getSequence()).isZero();
        });
    }

    @Test
    void aFrameThatIsKnownToBeTooLargeIsNotEvenHeldBack() throws CameraException {
        FrameStream stream = withEnd();
        stream.add(full());
        sink.givesUp = true;
        stream.add(full());
        sink.givesUp = false;
        stream.end(0);

        assertThat(sink.sent).singleElement().extracting(Frame::getLast).isEqualTo(true);
    }

    @Test
    void resumesAfterWhatIsOnTheTopic() throws CameraException {
        FrameStream stream = new FrameStream(new StreamPosition("s", 41, 7, Instant.EPOCH, false), false, sink);

        stream.add(full());

        assertThat(sink.sent).singleElement().satisfies(frame -> {
            assertThat(frame.getStream()).isEqualTo("s");
            assertThat(frame.getSequence()).isEqualTo(42);
        });
    }

    private FrameStream live() {
        return new FrameStream(StreamPosition.beginning("s"), false, sink);
    }

    private FrameStream withEnd() {
        return new FrameStream(StreamPosition.beginning("s"), true, sink);
    }

    private static Frame.Builder full() {
        return frame(new byte[] {1});
    }

    private static Frame.Builder unchanged() {
        return frame(new byte[0]).setUnchangedSince(0L);
    }

    private static Frame.Builder frame(byte[] jpeg) {
        return Frame.newBuilder()
                .setCamera("gate")
                .setStream("")
                .setSequence(0)
                .setCaptureTime(Instant.EPOCH)
                .setWidth(1)
                .setHeight(1)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(jpeg));
    }

    /** Takes everything, unless it is told otherwise. */
    private static final class Sink implements FrameSink {
        private final List<Frame> sent = new ArrayList<>();
        private final List<String> discarded = new ArrayList<>();
        private boolean drops;
        private boolean givesUp;
        private boolean endIsLost;
        private int freed;
        private long refused;

        @Override
        public int settle() {
            int now = freed;
            freed = 0;
            return now;
        }

        @Override
        public boolean givesUp(Frame frame) {
            return givesUp;
        }

        @Override
        public boolean deliver(Frame frame) {
            if (!drops) {
                sent.add(frame);
            }
            return !drops;
        }

        @Override
        public boolean lostItsEnd() {
            return endIsLost;
        }

        @Override
        public long refused() {
            return refused;
        }

        @Override
        public void discard(String why) {
            discarded.add(why);
        }
    }
}
