package dev.hawkeye.detector.lanes;

import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One record of the frames topic on its way through the detector. Created by the stream thread, completed once, by that
 * thread or by a lane, and then read by the stream thread.
 */
public final class FrameTask {
    /** The record as received, for the dead-letter topic. */
    public final Record<byte[], byte[]> record;

    /** Offset of the record in its partition. */
    public final long offset;

    /** Null when the record could not be decoded. */
    public final Frame frame;

    /** Set when an inference that it shared with others timed out, so it is retried alone. Belongs to the lanes. */
    boolean alone;

    private final long arrived = System.nanoTime();
    private final CountDownLatch completed = new CountDownLatch(1);
    private volatile FrameResult result;

    /** @param frame null when the record could not be decoded */
    public FrameTask(Record<byte[], byte[]> record, long offset, Frame frame) {
        this.record = record;
        this.offset = offset;
        this.frame = frame;
    }

    String camera() {
        return frame.getCamera();
    }

    ByteBuffer jpeg() {
        return frame.getJpeg();
    }

    int bytes() {
        return frame.getJpeg().remaining();
    }

    /** @return age of the picture, ms */
    long age(long nowMillis) {
        return nowMillis - frame.getCaptureTime().toEpochMilli();
    }

    boolean live() {
        return frame.getLive();
    }

    void shed(String why) {
        complete(new FrameResult.Shed(why, nanosSinceArrival()));
    }

    /** Time since the frame was read. */
    public long nanosSinceArrival() {
        return System.nanoTime() - arrived;
    }

    /** Hands over the result; any thread may call this. */
    public void complete(FrameResult done) {
        result = done;
        completed.countDown();
    }

    /** @return null while it is in flight */
    public FrameResult result() {
        return result;
    }

    /** Waits up to {@code millis} for the result. */
    public void await(long millis) throws InterruptedException {
        boolean unused = completed.await(millis, TimeUnit.MILLISECONDS);
    }
}
