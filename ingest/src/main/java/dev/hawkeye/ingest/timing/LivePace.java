package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the pictures that another sampler picks from a live source to the requested rate, by the machine's clock: a
 * camera's presentation times may stand still, run backward, or advance ten times too fast.
 *
 * <p>A token bucket: each picture sent takes a token; tokens arrive at the rate, and besides one token, the bucket holds
 * as many as the source may deliver in one burst, but at least another one: pictures that are sent at exactly that rate
 * arrive a little early or late. If a picture is due while there is no token, the next one is due in its place. If no
 * picture was sent for two periods, the next one is due regardless of its time. Not thread-safe.
 */
final class LivePace implements Sampler {
    private static final int OVERDUE_PERIODS = 2;

    private final Sampler wanted;
    private final double fps;
    private final double maxTokens;
    private final LongSupplier nanoTime;
    private double tokens;
    private long refilled;
    private long picked;
    private boolean due = true;

    /**
     * @param wanted picks by presentation time
     * @param fps above 0
     * @param clump longest time span that the source may deliver in one burst
     */
    LivePace(Sampler wanted, double fps, Duration clump, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.fps = fps;
        this.maxTokens = 1 + Math.max(1, fps * clump.toNanos() / 1e9);
        this.nanoTime = nanoTime;
        this.tokens = maxTokens;
        this.refilled = nanoTime.getAsLong();
        this.picked = refilled;
    }

    @Override
    public boolean isDue(long index, long micros) {
        long now = nanoTime.getAsLong();
        tokens = Math.min(maxTokens, tokens + (now - refilled) * fps / 1e9);
        refilled = now;
        due |= wanted.isDue(index, micros) || (now - picked) * fps / 1e9 >= OVERDUE_PERIODS;
        if (!due || tokens < 1) {
            return false;
        }
        tokens--;
        picked = now;
        due = false;
        return true;
    }
}
