package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;

/** The destination of a {@link FrameStream}, see {@link FrameOutlet}. */
interface FrameSink {
    /**
     * Called before {@link #deliver}. For a lossless camera, waits until Kafka has the previous frame.
     *
     * @return the number of frames that were refused for their size after they had been accepted; their numbers are
     *     free again
     * @throws CameraException when that frame is lost
     */
    int settle() throws CameraException;

    /** Discards a frame if Kafka is known to refuse records of its size. @return whether it was discarded */
    boolean givesUp(Frame frame);

    /**
     * Sends one frame. The last frame of a stream is never dropped, since consumers wait for it, unless it is too
     * large.
     *
     * @return whether Kafka's client accepted it; false when it was dropped, or when the camera is stopped
     * @throws CameraException when it can never be sent
     */
    boolean deliver(Frame frame) throws CameraException;

    /** Waits until it is known whether the last frame of the stream was discarded. @return whether it was */
    boolean lostItsEnd();

    /** The number of frames refused for their size so far, including those refused after they had been accepted. */
    long refused();

    /** Counts a frame that cannot be sent. */
    void discard(String why);
}
