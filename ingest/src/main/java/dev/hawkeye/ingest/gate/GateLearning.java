package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the gate of one camera has learned from the detector: how small its objects are, and whether anything was missed.
 *
 * <p><b>The smallest objects decide how closely to look.</b> A person who fills half the picture may sway by a hundredth of
 * its width and is still where it was; that is the whole width of a person at the end of a street. As long as nothing is
 * known the gate looks closely.
 *
 * <p><b>The threshold follows the misses.</b> An audit is a picture that was thought unchanged and was analyzed all the same.
 * Each object found there that the gate would have claimed makes it a little less sensitive, each that it would have
 * missed makes it much more so; the steps are such that they balance when the share of missed objects is the target (the
 * weighted up-down method; Kaernbach, Perception &amp; Psychophysics 49, 1991). Only clear sightings count: an object that
 * comes and goes with its score just above the detector's limit does so without any change of the picture.
 *
 * <p>A live camera follows what arrives at once. A lossless one must come to the same result each time, however fast the
 * detector is, so it follows the result of a frame exactly {@value #LAG} frames later, and waits for it. Thread-safe.
 */
public final class GateLearning {
    /** Frames of a lossless camera from a result to its effect. */
    static final int LAG = 64;

    private static final float CLEAR = 0.5f;
    private static final double SMALL = 0.15;
    private static final int REMEMBERED = 200;
    private static final int MAX_PENDING = 1_000;
    private static final double MISS_STEP = 0.25; // of the natural logarithm
    private static final double MIN_SENSITIVITY = 0.5;
    private static final double MAX_SENSITIVITY = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final boolean lossless;
    private final double foundStep;
    private final Deque<Result> pending = new ArrayDeque<>(); // guarded by this, as all below
    private final Deque<Double> smallest = new ArrayDeque<>();
    private String stream = "";
    private long newest = -1;
    private double sensitivity = 1;
    private boolean lost;
    private boolean silent; // nothing came while a camera waited, and nothing since

    /**
     * What was found in one frame that was analyzed.
     *
     * @param sequence of the frame in its stream
     * @param smallest height of its smallest clear object, of the picture's height; 1 if it has none
     * @param found clear objects, if it was an audit
     * @param missed those of them that the frame before did not have
     */
    record Result(long sequence, double smallest, int found, int missed) {}

    /**
     * @param target share of objects that may be missed, above 0 and below 1
     * @param lossless whether the same source must lead to the same decisions each time
     */
    public GateLearning(double target, boolean lossless) {
        this.lossless = lossless;
        this.foundStep = MISS_STEP * target / (1 - target);
    }

    /** A score from which a sighting counts. */
    static boolean isClear(float confidence) {
        return confidence >= CLEAR;
    }

    /**
     * A detection of a frame has been read.
     *
     * @param result null if the gate learns nothing from it
     */
    synchronized void read(String ofStream, long sequence, Result result) {
        turn(ofStream);
        newest = Math.max(newest, sequence);
        silent = false;
        if (result != null && pending.size() < MAX_PENDING) {
            pending.add(result);
        }
        notifyAll();
    }

    /** A frame that others may refer to was not analyzed: the next picture is to be sent in full. */
    synchronized void lost(String ofStream, long sequence) {
        read(ofStream, sequence, null);
        lost = !lossless; // a lossless frame fails each time
    }

    private void turn(String ofStream) {
        if (!ofStream.equals(stream)) {
            stream = ofStream;
            newest = -1;
            pending.clear();
        }
    }

    /** @return whether the frame referred to was lost, once */
    synchronized boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }

    /**
     * Takes in what is known when a frame is decided on; may wait for a lossless camera.
     *
     * @param sequence that the frame will have
     */
    synchronized void follow(String ofStream, long sequence, StopSignal stop) {
        long upTo = lossless ? sequence - LAG : Long.MAX_VALUE;
        if (lossless && upTo >= 0) {
            await(ofStream, upTo, stop);
        }
        while (!pending.isEmpty() && pending.peek().sequence <= upTo) {
            learn(pending.remove());
        }
    }

    private void await(String ofStream, long sequence, StopSignal stop) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!silent && !(ofStream.equals(stream) && newest >= sequence) && !stop.isRaised()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                silent = true; // a detector that is away does not stop the camera here, but where frames wait for it
                return;
            }
            try {
                wait(Math.min(millis, 50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop.raise();
            }
        }
    }

    private void learn(Result result) {
        smallest.add(result.smallest);
        if (smallest.size() > REMEMBERED) {
            smallest.remove();
        }
        double log = Math.log(sensitivity) + result.missed * MISS_STEP - (result.found - result.missed) * foundStep;
        sensitivity = Math.max(MIN_SENSITIVITY, Math.min(MAX_SENSITIVITY, Math.exp(log)));
    }

    synchronized Grain grain() {
        boolean known = false;
        for (double height : smallest) {
            if (height < SMALL) {
                return Grain.FINE;
            }
            known |= height < 1;
        }
        return known ? Grain.COARSE : Grain.FINE;
    }

    /** Above 1: more than usual. */
    synchronized double sensitivity() {
        return sensitivity;
    }
}
