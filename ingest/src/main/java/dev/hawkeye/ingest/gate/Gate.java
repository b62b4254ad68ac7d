package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.time.Instant;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decides which pictures of one opening of a camera are sent in full. Most cameras see nothing new most of the time. A
 * picture that does not differ from the last analyzed one is sent as a reference to that one, without a JPEG, and
 * counts as having the same content. So nothing downstream needs to know about gates: windows, tracks, dwell times and
 * events continue.
 *
 * <p>{@code recheck} bounds how long a change can go unseen, and the miss rate is measured: some pictures that seem
 * unchanged are analyzed anyway, see {@link GateLearning}. Owns native memory until closed. Confined to the camera's
 * thread.
 */
public final class Gate implements AutoCloseable {
    /** Maximum width of the pictures that are compared, pixels. */
    public static final int WIDTH = 160;

    private static final Duration FOLLOWING = Duration.ofSeconds(1);
    private static final Duration WAIT = Duration.ofMillis(500); // at most, for a picture that confirms a change

    private final GateConfig config;
    private final GateLearning learning;
    private final StopSignal stop;
    private final SceneChange change;
    private Instant looked;
    private Instant analyzed;
    private Instant followed;

    /** Why a picture is sent in full, or not. */
    public enum Decision {
        /** There is no earlier picture to compare with. */
        FIRST,
        /** Its content has changed. */
        CHANGED,
        /** It is much brighter or darker. */
        LIGHT,
        /** Nothing has changed, but the last analyzed picture is too old. */
        RECHECK,
        /** Nothing has changed, but it is analyzed anyway to verify that. */
        AUDIT,
        /** Nothing has changed. */
        UNCHANGED;

        /** Whether a picture that seems unchanged is analyzed anyway. */
        public boolean isTest() {
            return this == RECHECK || this == AUDIT;
        }
    }

    /** @param ignored area in which changes do not count */
    public Gate(GateConfig config, GateLearning learning, IgnoredArea ignored, StopSignal stop) {
        this.config = config;
        this.learning = learning;
        this.stop = stop;
        this.change = new SceneChange(ignored);
    }

    /**
     * Decides on the next picture.
     *
     * @param luma of the picture, at most {@link #WIDTH} wide
     * @param captured capture time
     * @param stream that the frame will belong to, with {@code sequence} as its number
     * @param mayRefer whether there is a frame to refer to
     */
    public Decision decide(Mat luma, Instant captured, String stream, long sequence, boolean mayRefer) {
        change.look(luma);
        boolean canWait = looked != null && !captured.isAfter(looked.plus(WAIT)); // the next one as soon as this one
        looked = captured;
        learning.follow(stream, sequence, stop);
        if (learning.takeLost() || !mayRefer || !change.hasReference()) {
            return Decision.FIRST;
        }
        return switch (change.compare(learning.grain(), learning.sensitivity(), canWait)) {
            case SCENE -> Decision.CHANGED;
            case LIGHT -> Decision.LIGHT;
            case NOTHING -> unchanged(captured, sequence);
        };
    }

    private void letLightIn(Instant captured) {
        if (Duration.between(followed, captured).abs().compareTo(FOLLOWING) >= 0) {
            change.follow();
            followed = captured;
        }
    }

    private Decision unchanged(Instant captured, long sequence) {
        Duration since = Duration.between(analyzed, captured);
        if (since.isNegative() || since.compareTo(config.recheck()) >= 0) {
            return Decision.RECHECK;
        }
        letLightIn(captured);
        return Long.remainderUnsigned(mixed(sequence), config.audit()) == 0 ? Decision.AUDIT : Decision.UNCHANGED;
    }

    /**
     * Hashes consecutive numbers (with the finalizer of SplitMix64), so that audits do not align with a rhythm in the
     * scene.
     */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Records that the last picture was sent in full; later ones are compared with it. */
    public void sentInFull(Instant captured) {
        change.remember();
        analyzed = captured;
        followed = captured;
    }

    @Override
    public void close() {
        change.close();
    }
}
