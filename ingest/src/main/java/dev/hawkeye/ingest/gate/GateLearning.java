package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the gate of one camera learns from the detector: how small its objects are, and whether the gate missed any.
 *
 * <p><b>The smallest objects decide how closely to look.</b> A person who fills half the picture may sway by a
 * hundredth of its width and still be in the same place; that is the entire width of a person at the end of a street.
 * Until something is known, the gate looks closely.
 *
 * <p><b>The threshold follows the misses.</b> An audit is a picture that seemed unchanged and was analyzed anyway. Each
 * object found there that the gate would have carried over makes it slightly less sensitive; each one that it would
 * have missed makes it much more sensitive; the steps are such that they balance when the share of missed objects is
 * the target (the weighted up-down method; Kaernbach, Perception &amp; Psychophysics 49, 1991). Only clear sightings
 * count: an object whose score hovers around the detector's threshold comes and goes without any change in the picture.
 *
 * <p>A live camera applies results as they arrive. A lossless one must be reproducible, however fast the detector is,
 * so it applies the result of a frame exactly {@value #LAG} frames later, and waits for it. Thread-safe.
 */
public final class GateLearning {
    /** For a lossless camera, the number of frames between a frame and the effect of its result. */
    static final int LAG = 64;

    private static final float CLEAR = 0.5f;
    private static final double SMALL = 0.15;
    private static final int REMEMBERED = 200;
    private static final int MAX_PENDING = 1_000;
    private static final double MISS_STEP = 0.25; // in units of the natural logarithm
    private static final double MIN_SENSITIVITY = 0.5;
    private static final double MAX_SENSITIVITY = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final boolean lossless;
    private final double foundStep;
    private final Deque<Result> pending = new ArrayDeque<>(); // guarded by this, like all below
    private final Deque<Double> smallest = new ArrayDeque<>();
    private String stream = "";
    private long newest = -1;
    private double sensitivity = 1;
    private boolean lost;
    private boolean silent; // a wait timed out, and no result has arrived since

    /**
     * The result of one analyzed frame.
     *
     * @param sequence of the frame in its stream
     * @param smallest height of its smallest clear object, relative to the picture's height; 1 if it has none
     * @param found clear objects, if it was an audit
     * @param missed how many of them the previous analyzed frame did not have
     */
    record Result(long sequence, double smallest, int found, int missed) {}

    /**
     * @param target share of objects that may be missed, above 0 and below 1
     * @param lossless whether the same source must always lead to the same decisions
     */
    public GateLearning(double target, boolean lossless) {
        this.lossless = lossless;
        this.foundStep = MISS_STEP * target / (1 - target);
    }

    /** Whether a score is high enough for the sighting to count. */
    static boolean isClear(float confidence) {
        return confidence >= CLEAR;
    }

    /**
     * Records the detection of a frame.
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

    /** Records that a frame to which others may refer was not analyzed: the next picture must be sent in full. */
    synchronized void lost(String ofStream, long sequence) {
        read(ofStream, sequence, null);
        lost = !lossless; // a lossless frame would fail again
    }

    private void turn(String ofStream) {
        if (!ofStream.equals(stream)) {
            stream = ofStream;
            newest = -1;
            pending.clear();
        }
    }

    /** @return whether the referenced frame was lost; clears the flag */
    synchronized boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }

    /**
     * Applies the known results before the decision on a frame; waits for them if the camera is lossless.
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
                silent = true; // if the detector is down, backpressure stops the camera, not the gate
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

    /** Above 1 for more than usual. */
    synchronized double sensitivity() {
        return sensitivity;
    }
}
