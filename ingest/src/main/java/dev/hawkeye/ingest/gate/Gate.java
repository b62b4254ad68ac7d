package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.time.Instant;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decides for one opening of a camera which pictures are sent in full. Most cameras see nothing new most of the time; a
 * picture that does not differ from the one that was last analyzed is sent as a reference to that one, without a JPEG, and
 * counts as it did. So nothing downstream has to know: windows, tracks, dwell and events go on.
 *
 * <p>The price of a change that is not seen is bounded by {@code recheck}, and its size is measured: pictures that seem
 * unchanged are analyzed all the same now and then, see {@link GateLearning}. Owns native memory until closed. For use by
 * the camera's thread.
 */
public final class Gate implements AutoCloseable {
    /** Maximum width of the pictures that are compared, pixels. */
    public static final int WIDTH = 160;

    private static final Duration FOLLOWING = Duration.ofSeconds(1);

    private final GateConfig config;
    private final GateLearning learning;
    private final StopSignal stop;
    private final SceneChange change;
    private Instant analyzed;
    private Instant followed;

    /** Why a picture is sent in full, or not. */
    public enum Decision {
        /** There is none before it that it could be compared with. */
        FIRST,
        /** Something has changed in it. */
        CHANGED,
        /** It is much lighter or darker. */
        LIGHT,
        /** The last one was too long ago. */
        RECHECK,
        /** Nothing has changed, and that is put to the test. */
        AUDIT,
        /** Nothing has changed. */
        UNCHANGED;

        /** Whether it seemed unchanged and is analyzed all the same. */
        public boolean isTest() {
            return this == RECHECK || this == AUDIT;
        }
    }

    /** @param ignored where changes do not matter */
    public Gate(GateConfig config, GateLearning learning, IgnoredArea ignored, StopSignal stop) {
        this.config = config;
        this.learning = learning;
        this.stop = stop;
        this.change = new SceneChange(ignored);
    }

    /**
     * Decides on the next picture.
     *
     * @param luma of it, at most {@link #WIDTH} wide
     * @param captured when it was taken
     * @param stream and number that its frame will have
     * @param mayRefer whether there is a frame that it can refer to
     */
    public Decision decide(Mat luma, Instant captured, String stream, long sequence, boolean mayRefer) {
        change.look(luma);
        learning.follow(stream, sequence, stop);
        if (learning.takeLost() || !mayRefer || !change.hasReference()) {
            return Decision.FIRST;
        }
        return switch (change.compare(learning.grain(), learning.sensitivity())) {
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

    /** Spreads consecutive numbers as if at random (the finalizer of SplitMix64), so that no rhythm of a scene hides. */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The picture last decided on was sent in full: those that follow are compared with it. */
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
