package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps what another sampler picks of a live source within the requested rate, by the machine's clock: a camera's
 * presentation times may stand still, run backwards, or advance ten times too fast.
 *
 * <p>A token bucket: each picture sent takes a token; tokens arrive at the rate, and as many accumulate as the source
 * may deliver at once. If a picture is due while there is no token, the next one is due in its place. When nothing was
 * due for two periods, the next picture is, whatever its time says. Not thread-safe.
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
     * @param clump how much of its time the source may deliver at once
     */
    LivePace(Sampler wanted, double fps, Duration clump, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.fps = fps;
        this.maxTokens = 1 + fps * clump.toNanos() / 1e9;
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
