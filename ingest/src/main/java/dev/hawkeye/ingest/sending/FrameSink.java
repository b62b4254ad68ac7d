package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;

/** Where a {@link FrameStream} goes, see {@link FrameOutlet}. */
interface FrameSink {
    /**
     * Before {@link #deliver}: for a lossless camera, waits until Kafka has the previous frame.
     *
     * @return how many frames were refused for their size after they had been accepted: their numbers are free again
     * @throws CameraException when that frame is lost
     */
    int settle() throws CameraException;

    /** Discards a frame when Kafka is known to refuse one as large. @return whether it did */
    boolean givesUp(Frame frame);

    /**
     * Sends one frame. The last one of a stream is never dropped, since consumers wait for it, unless it is too large.
     *
     * @return whether Kafka's client accepted it; false when it was dropped, or when the camera is to stop
     * @throws CameraException when it can never be sent
     */
    boolean deliver(Frame frame) throws CameraException;

    /** Whether the last frame of the stream was discarded. Waits until that is known. */
    boolean lostItsEnd();

    /** How many frames were refused for their size so far, some of them after they had been accepted. */
    long refused();

    /** Counts a frame that cannot be sent. */
    void discard(String why);
}
