package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Recent pictures in which the model in use found something, on which the next model is tried before it gets a frame.
 * At most {@value #MOST} pictures of at most {@value #MAX_BYTES} bytes in total, and one per camera every
 * {@value #PAUSE_SECONDS} s, so that they cover several moments and cameras. Thread-safe.
 */
public final class RecentPictures {
    static final int MOST = 16;
    static final int MAX_BYTES = 8 << 20;
    static final int PAUSE_SECONDS = 10;

    private static final long PAUSE_NANOS = PAUSE_SECONDS * 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final Deque<Picture> pictures = new ArrayDeque<>();
    private final Map<String, Long> newest = new HashMap<>(); // of cameras in pictures
    private long bytes;

    /** @param jpeg read-only */
    record Picture(String camera, ByteBuffer jpeg) {}

    /** @param nanoTime as {@link System#nanoTime()} */
    public RecentPictures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Considers an analyzed picture. */
    void add(String camera, ByteBuffer jpeg, Outcome outcome) {
        if (!(outcome instanceof Outcome.Detected detected)
                || detected.boxes().isEmpty()
                || jpeg.remaining() > MAX_BYTES) {
            return;
        }
        long now = nanoTime.getAsLong();
        synchronized (this) {
            Long last = newest.get(camera);
            if (last != null && now - last < PAUSE_NANOS) {
                return;
            }
            while (pictures.size() >= MOST || bytes + jpeg.remaining() > MAX_BYTES) {
                forgetOldest();
            }
            pictures.addLast(new Picture(camera, jpeg.duplicate()));
            bytes += jpeg.remaining();
            newest.put(camera, now);
        }
    }

    private void forgetOldest() {
        Picture oldest = pictures.removeFirst();
        bytes -= oldest.jpeg().remaining();
        if (pictures.stream().noneMatch(one -> one.camera().equals(oldest.camera()))) {
            newest.remove(oldest.camera());
        }
    }

    synchronized List<Picture> all() {
        return new ArrayList<>(pictures);
    }
}
