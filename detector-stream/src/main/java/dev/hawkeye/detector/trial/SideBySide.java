package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.Lanes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a model on trial with the previous one, on its own thread ({@link ModelPair}): first on some recent
 * pictures, then on a sample of the frames whose results have been handed over.
 *
 * <p>Nothing waits for it: it skips a frame that arrives while {@value #WAITING} others wait, and a frame for which the
 * lanes leave no time within a second, and all frames while the detector is overloaded. Its findings only become
 * figures.
 *
 * <p>Owns the thread and its two lanes until {@link #close()}; if an inference hangs then, they are freed when it
 * returns. Thread-safe.
 */
final class SideBySide implements AutoCloseable {
    static final int WAITING = 2;

    private static final Logger log = LoggerFactory.getLogger(SideBySide.class);
    private static final long POLL_MILLIS = 1_000;
    private static final long LONGEST_NANOS = 2_000_000_000L;
    private static final long STEP_MILLIS = 10;
    private static final long PICTURES_NANOS = 10_000_000_000L;
    private static final int MIN_TIMES = 10;
    private static final long CLOSING_MILLIS = 2_000;

    private final ModelPair pair;
    private final List<RecentPictures.Picture> pictures;
    private final QuietMoments quiet;
    private final Duration timeout;
    private final Sampling sampling;
    private final TrialJudge judge;
    private final TrialTally ofPictures;
    private final TrialTally ofFrames;
    private final BlockingQueue<RecentPictures.Picture> waiting = new ArrayBlockingQueue<>(WAITING);
    private final CountDownLatch picturesDone = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "hawkeye-model-comparison");
    private volatile boolean closing;
    private volatile String broken; // why comparing has stopped

    /**
     * @param spares of the previous model, and of the one on trial; closed by this
     * @param pictures that both analyze first
     * @param quiet determines when there is time for more
     * @param timeout of an inference
     */
    SideBySide(
            Lanes.Spares spares,
            TrialTerms terms,
            List<RecentPictures.Picture> pictures,
            QuietMoments quiet,
            Duration timeout) {
        this.pair = new ModelPair(spares);
        this.pictures = pictures;
        this.quiet = quiet;
        this.timeout = timeout;
        this.sampling = new Sampling(terms.share(), LONGEST_NANOS);
        this.judge = new TrialJudge(terms, pair.nameBefore());
        CommonClasses classes = pair.classes();
        this.ofPictures = new TrialTally(classes);
        this.ofFrames = new TrialTally(classes);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Offers an analyzed frame whose result was handed over. Returns at once.
     *
     * @param failed whether to compare the frame regardless of sampling, since a model failed on it
     */
    void offer(String camera, ByteBuffer jpeg, boolean failed) {
        if (picturesDone.getCount() == 0 && (sampling.takes(System.nanoTime()) || failed)) {
            boolean unused = waiting.offer(new RecentPictures.Picture(camera, jpeg));
        }
    }

    /** Waits until the pictures are compared. @return why the model should be refused */
    Optional<String> awaitPictures() throws InterruptedException {
        while (!picturesDone.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<String> hung = hung();
            if (hung.isPresent()) {
                return hung;
            }
        }
        return judge.ofPictures(ofPictures.figures());
    }

    /** Why the model should be refused, judging by the frames so far. */
    Optional<String> refusal() {
        if (broken != null) {
            return Optional.of(broken);
        }
        Optional<String> hung = hung();
        return hung.isPresent() ? hung : judge.ofFrames(ofFrames.figures());
    }

    private Optional<String> hung() {
        return pair.hangs(timeout)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "an inference had no result within lane-timeout (%.1f s): try another export",
                        timeout.toMillis() / 1000.0))
                : Optional.empty();
    }

    /** The figures of the frames so far. */
    TrialFigures figures() {
        return ofFrames.figures();
    }

    private void run() {
        try (pair) {
            comparePictures();
            picturesDone.countDown();
            while (!closing) {
                RecentPictures.Picture next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null && quiet.await(() -> closing)) {
                    compare(next, ofFrames::add);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn("Models are no longer compared: {}", e.toString());
            log.debug("comparing failed", e);
            broken = "it cannot be compared (" + e.getMessage() + "): publish it again";
        } finally {
            picturesDone.countDown();
        }
    }

    /** Repeats the pictures if there are few, since a single time measurement means nothing. */
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

    private void compare(RecentPictures.Picture picture, ModelPair.Sink sink) {
        pair.analyze(picture, (before, tried) -> {
            if (!closing) {
                sink.take(before, tried);
            }
        });
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
