package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.Agreement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the model in use with the one that it was made from, on a sample of the frames, for as long as it is in use.
 * As with {@link SideBySide}, nothing waits for it. Owns a thread and the two lanes until {@link #close()}.
 * Thread-safe.
 */
final class DriftWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);
    private static final long POLL_MILLIS = 1_000;
    private static final long CLOSING_MILLIS = 2_000;

    private final ModelPair pair;
    private final CommonClasses classes;
    private final Sampling sampling;
    private final QuietMoments quiet;
    private final DriftTally tally;
    private final BlockingQueue<RecentPictures.Picture> waiting = new ArrayBlockingQueue<>(1);
    private final Thread thread = new Thread(this::run, "hawkeye-model-drift");
    private volatile boolean closing;

    /**
     * @param spares of the original, and of the model in use; closed by this
     * @param everyFrames compares one of this many frames, at least 1
     * @param minAgreement minimum agreement over one hour, 0 to 1
     * @param quiet determines when there is time for a comparison
     * @param nanoTime as {@link System#nanoTime()}, for the hours
     */
    DriftWatch(Lanes.Spares spares, int everyFrames, double minAgreement, QuietMoments quiet, LongSupplier nanoTime) {
        this.pair = new ModelPair(spares);
        this.classes = pair.classes();
        this.sampling = new Sampling(1.0 / everyFrames, Duration.ofDays(1).toNanos());
        this.quiet = quiet;
        this.tally = new DriftTally(minAgreement, pair.nameOfOther(), pair.nameBefore(), nanoTime);
        thread.setDaemon(true);
        thread.start();
    }

    /** A frame was analyzed, and its result handed over. Returns at once. */
    void offer(String camera, ByteBuffer jpeg) {
        if (sampling.takes(System.nanoTime())) {
            boolean unused = waiting.offer(new RecentPictures.Picture(camera, jpeg));
        }
    }

    SortedMap<String, Double> drifted() {
        return tally.drifted();
    }

    private void run() {
        try (pair) {
            while (!closing) {
                RecentPictures.Picture next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && quiet.await(() -> closing)) {
                    pair.analyze(next, (original, inUse) -> compare(next.camera(), original, inUse));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn("The model is no longer compared with its original: {}", e.toString());
            log.debug("comparing failed", e);
        }
    }

    private void compare(String camera, Outcome original, Outcome inUse) {
        if (original instanceof Outcome.Detected expected && inUse instanceof Outcome.Detected found) {
            tally.add(camera, Agreement.of(classes.ofBefore(expected.boxes()), classes.ofAfter(found.boxes())));
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSING_MILLIS);
            if (thread.isAlive()) {
                pair.cancel();
                thread.join(CLOSING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
