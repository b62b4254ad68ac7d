package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes FFmpeg abort a blocking call when the deadline has passed or the camera is stopped.
 *
 * <p>While FFmpeg waits for a socket, it asks a callback whether to continue. The callback must be set before the
 * source is opened: the protocol layers copy it when they are created, and never ask one that is set later. JavaCPP
 * compiles a fixed number of native entry points per callback class, so one callback serves all cameras; it finds the
 * deadline by the address of a one-byte native token that each deadline owns.
 *
 * <p>The deadline does not cover name resolution: looking up a host takes as long as the system's resolver takes.
 */
public final class Deadline implements AutoCloseable {
    private static final Map<Long, Deadline> BY_TOKEN = new ConcurrentHashMap<>();
    private static final Question QUESTION = new Question();

    private final BytePointer token = new BytePointer(1);
    private final StopSignal stop;
    private volatile long nanoTime = System.nanoTime();
    private volatile boolean heedsStop = true;

    /** @param stop ends every call at once when it is raised */
    public Deadline(StopSignal stop) {
        this.stop = stop;
        BY_TOKEN.put(token.address(), this);
    }

    /** Bounds all calls on {@code format}, which must not outlive this. */
    public void guard(AVFormatContext format) {
        format.interrupt_callback().callback(QUESTION).opaque(token);
    }

    /** Sets the time limit for all subsequent calls together. */
    public void in(Duration time) {
        nanoTime = System.nanoTime() + time.toNanos();
    }

    /**
     * Closes a session within a time limit of its own, even if the stop signal is raised: cameras count sessions left
     * open. Afterwards the previous limit applies again.
     */
    public void forFarewell(Duration time, Runnable closing) {
        long before = nanoTime;
        heedsStop = false;
        in(time);
        try {
            closing.run();
        } finally {
            nanoTime = before;
            heedsStop = true;
        }
    }

    /** Whether the deadline has passed. */
    public boolean isPast() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Whether to stop waiting. */
    public boolean givesUp() {
        return isPast() || (heedsStop && stop.isRaised());
    }

    @Override
    public void close() {
        BY_TOKEN.remove(token.address());
        token.close();
    }

    private static final class Question extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer token) {
            try {
                Deadline deadline = BY_TOKEN.get(token.address());
                return deadline == null || deadline.givesUp() ? 1 : 0;
            } catch (Throwable e) { // would end the process if it reached FFmpeg
                return 1;
            }
        }
    }
}
