package dev.hawkeye.console.state;

import dev.hawkeye.console.api.HealthView.Bytes;
import dev.hawkeye.console.figures.Rounded;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes that the cameras produced, that went into Kafka, and that leave the site, since the console started.
 * Thread-safe.
 */
public final class SiteBytes {
    private final LongAdder produced = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder uploaded = new LongAdder();

    public void frame(long sourceBytes, long jpegBytes) {
        produced.add(sourceBytes);
        frames.add(jpegBytes);
    }

    /** @param size the size of key and value of a record that leaves the site */
    public void uploaded(long size) {
        uploaded.add(size);
    }

    public Bytes view() {
        long all = produced.sum();
        long sent = uploaded.sum();
        // A site that sends more than its cameras produce has negative savings, and its operator should know.
        Double saved = all == 0 ? null : Rounded.tenths(100.0 * (all - sent) / all);
        return new Bytes(all, frames.sum(), sent, saved);
    }
}
