package dev.hawkeye.ingest.ring;

import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Native memory in pages of fixed size: outside the Java heap, allocated on demand up to a bound, reused, and freed
 * only on close. Not thread-safe.
 */
final class Pages implements AutoCloseable {
    /** Each group of pictures wastes half a page on average. */
    static final int PAGE_BYTES = 16 << 10;

    private static final int SLAB_PAGES = 64;

    private final int most;
    private final List<BytePointer> slabs = new ArrayList<>();
    private final int[] free;
    private int freed;
    private int made;

    Pages(long bytes) {
        most = (int) Math.min(Integer.MAX_VALUE, bytes / PAGE_BYTES);
        free = new int[most];
    }

    /** @return the number of a free page; -1 when all are in use */
    int take() {
        if (freed > 0) {
            return free[--freed];
        }
        if (made == most) {
            return -1;
        }
        if (made % SLAB_PAGES == 0) {
            slabs.add(slab());
        }
        return made++;
    }

    private static BytePointer slab() {
        long bytes = (long) SLAB_PAGES * PAGE_BYTES;
        Pointer memory = av_malloc(bytes);
        if (memory == null) {
            throw new OutOfMemoryError("no " + bytes + " bytes of native memory for clips: make clips.ring smaller");
        }
        return new BytePointer(memory).capacity(bytes);
    }

    void give(int page) {
        free[freed++] = page;
    }

    /** Copies from native memory into a page. */
    void write(int page, int at, Pointer source, int bytes) {
        try (BytePointer target = new BytePointer(slabs.get(page / SLAB_PAGES))) {
            Pointer.memcpy(target.position(place(page, at)), source, bytes);
        }
    }

    /** Copies from a page into the heap. */
    void read(int page, int at, byte[] target, int offset, int bytes) {
        try (BytePointer source = new BytePointer(slabs.get(page / SLAB_PAGES))) {
            source.position(place(page, at)).get(target, offset, bytes);
        }
    }

    private static long place(int page, int at) {
        return (long) page % SLAB_PAGES * PAGE_BYTES + at;
    }

    /** Bytes of the pages in use. */
    long used() {
        return (long) (made - freed) * PAGE_BYTES;
    }

    @Override
    public void close() {
        slabs.forEach(slab -> av_free(slab));
        slabs.clear();
        made = most;
        freed = 0;
    }
}
