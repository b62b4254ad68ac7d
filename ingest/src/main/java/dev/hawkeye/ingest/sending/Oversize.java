package dev.hawkeye.ingest.sending;

import dev.hawkeye.schemas.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The frames of one camera that Kafka refused for their size, by the producer's limit or the topic's. Each is discarded
 * alone: the next one may be smaller. After a while without a refusal any size is tried again, since the topic's limit
 * may have been raised. Thread-safe.
 */
final class Oversize {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private int smallest = Integer.MAX_VALUE; // guarded by this, like all below
    private long refusedNanos;
    private long frames;
    private String first;
    private int takenBack;
    private boolean end;

    Oversize(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static boolean isReason(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
    }

    /**
     * The data of a frame needed after it is gone.
     *
     * @param picture index of its picture in a source with an end; -1 for an endless source
     * @param bytes of its record
     * @param last whether it ends its stream
     */
    record Given(String camera, long picture, int bytes, boolean last) {
        static Given of(Frame frame, int bytes) {
            return new Given(frame.getCamera(), frame.getPicture(), bytes, frame.getLast());
        }
    }

    /**
     * Records a frame that Kafka has refused.
     *
     * @param why in Kafka's words
     * @return a message to report
     */
    synchronized String refused(Given frame, String why) {
        smallest = fits(frame.bytes) ? frame.bytes : smallest;
        refusedNanos = nanoTime.getAsLong();
        return discarded(frame, why);
    }

    /**
     * Records a frame that was not sent, because it does not fit.
     *
     * @return a message to report
     */
    synchronized String discarded(Given frame, String why) {
        String name = frame.picture < 0 ? "a picture" : "picture " + (frame.picture + 1);
        String what = name + " is too large: " + why;
        frames++;
        first = first == null ? what : first;
        end |= frame.last;
        return what;
    }

    /** @return how many frames were discarded */
    synchronized long frames() {
        return frames;
    }

    /** Records that a frame was refused after it had been accepted, so its number is free again. */
    synchronized void takeBack() {
        takenBack++;
    }

    /** @return the number of sequence numbers that became free since the last call */
    synchronized int takeFreeNumbers() {
        int free = takenBack;
        takenBack = 0;
        return free;
    }

    /** Whether a record of this size may be accepted, as far as is known. */
    synchronized boolean fits(int bytes) {
        return bytes < smallest || nanoTime.getAsLong() - refusedNanos > REMEMBERED.toNanos();
    }

    /** @return whether the last frame of a stream was discarded since the last call */
    synchronized boolean takeEnd() {
        boolean was = end;
        end = false;
        return was;
    }

    /** A sentence about the discarded frames, with the remedy. */
    synchronized Optional<String> shortfall() {
        return frames == 0
                ? Optional.empty()
                : Optional.of(
                        (frames == 1 ? "1 picture was" : frames + " pictures were") + " discarded, the first: " + first
                                + "; lower max-width or jpeg-quality of the camera, or raise max.request.size below ingest.kafka"
                                + " and max.message.bytes of the topic");
    }
}
