package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps what another sampler picks of a live source within the rate that was asked for, by the clock of the machine:
 * the presentation times of a camera may stand still, run backwards, or come ten times too fast.
 *
 * <p>A token is there for each picture that may be sent; tokens come at the rate, and so many can be saved up as the
 * source may deliver at once. A picture that is due while there is no token makes the next one due in its place. When
 * nothing was due for two periods the next picture is, whatever its time says. Used by one thread.
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
