package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.detector.lanes.SpareLane;
import dev.hawkeye.vision.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a model that is tried with the one before: one thread has both analyze the same pictures, one after the other,
 * so that both have the same share of a busy machine. First some pictures of the past, then a sample of the frames whose
 * results have been handed over.
 *
 * <p>Nothing waits for it: a frame that comes while {@value #WAITING} wait is not compared, nor is one for which the lanes
 * have left no time within a second, or any while the detector is overloaded. What it finds becomes a figure and nothing
 * else.
 *
 * <p>Owns the thread and its two lanes until {@link #close()}; if an inference hangs then, they are freed when it returns.
 * Thread-safe.
 */
final class SideBySide implements AutoCloseable {
    static final int WAITING = 2;

    private static final Logger log = LoggerFactory.getLogger(SideBySide.class);
    private static final long QUIET_MILLIS = 1_000;
    private static final long STEP_MILLIS = 10;
    private static final long PICTURES_NANOS = 10_000_000_000L;
    private static final int MIN_TIMES = 10;
    private static final long CLOSING_MILLIS = 2_000;

    private final SpareLane before;
    private final SpareLane tried;
    private final List<RecentPictures.Picture> pictures;
    private final BooleanSupplier pressed;
    private final BooleanSupplier overloaded;
    private final Duration timeout;
    private final Sampling sampling;
    private final TrialJudge judge;
    private final TrialTally ofPictures;
    private final TrialTally ofFrames;
    private final BlockingQueue<RecentPictures.Picture> waiting = new ArrayBlockingQueue<>(WAITING);
    private final CountDownLatch picturesDone = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "hawkeye-model-comparison");
    private volatile boolean closing;
    private volatile long busySince; // nanos, 0 while it waits
    private volatile String broken; // why it compares no longer
    private boolean triedFirst;

    /**
     * @param spares of the model before, and of the one that is tried; closed by this
     * @param pictures that both analyze first
     * @param pressed whether lanes lack the time
     * @param overloaded whether the detector is
     * @param timeout of an inference
     */
    SideBySide(
            Lanes.Spares spares,
            TrialTerms terms,
            List<RecentPictures.Picture> pictures,
            BooleanSupplier pressed,
            BooleanSupplier overloaded,
            Duration timeout) {
        this.before = spares.inUse();
        this.tried = spares.other();
        this.pictures = pictures;
        this.pressed = pressed;
        this.overloaded = overloaded;
        this.timeout = timeout;
        this.sampling = new Sampling(terms.share());
        this.judge = new TrialJudge(terms, before.model().name());
        CommonClasses classes =
                new CommonClasses(before.model().classNames(), tried.model().classNames());
        this.ofPictures = new TrialTally(classes);
        this.ofFrames = new TrialTally(classes);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A frame was analyzed, and its result handed over. Returns at once.
     *
     * @param failed whether the other model should be asked in any case, since one has failed
     */
    void offer(String camera, ByteBuffer jpeg, boolean failed) {
        if (picturesDone.getCount() == 0 && (sampling.takes(System.nanoTime()) || failed)) {
            boolean unused = waiting.offer(new RecentPictures.Picture(camera, jpeg));
        }
    }

    /** Waits until the pictures are compared. @return what speaks against the model */
    Optional<String> awaitPictures() throws InterruptedException {
        while (!picturesDone.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<String> hung = hung();
            if (hung.isPresent()) {
                return hung;
            }
        }
        return judge.ofPictures(ofPictures.figures());
    }

    /** What speaks against the model, by the frames so far. */
    Optional<String> refusal() {
        if (broken != null) {
            return Optional.of(broken);
        }
        Optional<String> hung = hung();
        return hung.isPresent() ? hung : judge.ofFrames(ofFrames.figures());
    }

    private Optional<String> hung() {
        long since = busySince;
        return since != 0 && System.nanoTime() - since > timeout.toNanos()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "an inference had no result within lane-timeout (%.1f s): try another export",
                        timeout.toMillis() / 1000.0))
                : Optional.empty();
    }

    /** Of the frames so far. */
    TrialFigures figures() {
        return ofFrames.figures();
    }

    private void run() {
        try (before;
                tried) {
            comparePictures();
            picturesDone.countDown();
            while (!closing) {
                RecentPictures.Picture next = waiting.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && !overloaded.getAsBoolean() && hasQuiet()) {
                    compare(next, ofFrames::add);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Models are compared no longer: {}", e.toString());
            log.debug("comparing failed", e);
            broken = "it cannot be compared (" + e.getMessage() + "): publish it again";
        } finally {
            busySince = 0;
            picturesDone.countDown();
        }
    }

    /** Several times where there are few, since a single time says nothing. */
    private void comparePictures() {
        if (pictures.isEmpty()) {
            return;
        }
        compare(pictures.get(0), (one, other) -> {}); // the first inference of a lane takes longer
        long began = System.nanoTime();
        int times = 0;
        for (int round = 0; round == 0 || times < MIN_TIMES; round++) {
            for (RecentPictures.Picture picture : pictures) {
                if (closing || (times > 0 && System.nanoTime() - began > PICTURES_NANOS)) {
                    return;
                }
                compare(picture, round == 0 ? ofPictures::add : ofPictures::addTimes);
                times++;
            }
        }
    }

    private boolean hasQuiet() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
        while (pressed.getAsBoolean()) {
            if (closing || System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(STEP_MILLIS);
        }
        return !closing;
    }

    /** What is done with what both models find in a picture. */
    private interface Sink {
        void take(Outcome before, Outcome after);
    }

    private void compare(RecentPictures.Picture picture, Sink sink) {
        triedFirst = !triedFirst;
        Outcome first = detect(triedFirst ? tried : before, picture);
        Outcome second = detect(triedFirst ? before : tried, picture);
        if (!closing) {
            sink.take(triedFirst ? second : first, triedFirst ? first : second);
        }
    }

    private Outcome detect(SpareLane lane, RecentPictures.Picture picture) {
        busySince = System.nanoTime() | 1; // 0 is for waiting
        try {
            return lane.detect(picture.camera(), picture.jpeg());
        } finally {
            busySince = 0;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSING_MILLIS);
            if (thread.isAlive()) {
                before.cancel();
                tried.cancel();
                thread.join(CLOSING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
