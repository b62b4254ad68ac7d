package dev.hawkeye.ingest.ring;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A group of pictures: a keyframe and the packets that depend on it, stored contiguously in {@link Pages}. Guarded by
 * the ring.
 */
final class Group {
    static final long UNKNOWN = Long.MIN_VALUE;

    /** A packet in the pages. */
    private static final class Held {
        private final long offset;
        private final int bytes;
        private final long pts;
        private final boolean key;
        private long dts;
        private long captured = UNKNOWN;
        private boolean frame;

        Held(long offset, int bytes, long pts, long dts, boolean key) {
            this.offset = offset;
            this.bytes = bytes;
            this.pts = pts;
            this.dts = dts;
            this.key = key;
        }
    }

    private final CameraPackets camera;
    private VideoFormat format;
    private final long number;
    private final List<Held> packets = new ArrayList<>();
    private int[] pages = new int[16];
    private int pageCount;
    private long bytes;
    private boolean complete;
    private int capturedCount;
    private long last;
    private boolean lastIsKnown; // last is up to date

    /** @param number one more than that of the previous group */
    Group(CameraPackets camera, VideoFormat format, long number) {
        this.camera = camera;
        this.format = format;
        this.number = number;
    }

    CameraPackets camera() {
        return camera;
    }

    VideoFormat format() {
        return format;
    }

    long number() {
        return number;
    }

    /** Whether it is the next group after another one, and their presentation times are related. */
    boolean continues(Group other) {
        return number == other.number + 1 && format == other.format;
    }

    boolean isComplete() {
        return complete;
    }

    /** The number of pages to take from the ring before adding {@code more} bytes. */
    int missingPages(int more) {
        long wanted = (bytes + more + Pages.PAGE_BYTES - 1) / Pages.PAGE_BYTES;
        return (int) (wanted - pageCount);
    }

    void addPage(int page) {
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = page;
    }

    /** Copies a packet into pages that were added before. */
    void add(Pages memory, Pointer data, int size, long pts, long dts, boolean key) {
        packets.add(new Held(bytes, size, pts, dts, key));
        lastIsKnown = false;
        BytePointer source = new BytePointer(data);
        int done = 0;
        while (done < size) {
            int at = (int) (bytes % Pages.PAGE_BYTES);
            int part = Math.min(size - done, Pages.PAGE_BYTES - at);
            memory.write(pages[(int) (bytes / Pages.PAGE_BYTES)], at, source.position(done), part);
            done += part;
            bytes += part;
        }
    }

    /** Records the capture time of the picture with this presentation time. @return whether it is in this group */
    boolean captured(long pts, long millis, boolean frame) {
        for (int i = packets.size() - 1; i >= 0; i--) {
            Held held = packets.get(i);
            if (held.pts == pts) {
                capturedCount += held.captured == UNKNOWN ? 1 : 0;
                held.captured = millis;
                held.frame = frame;
                lastIsKnown = false;
                return true;
            }
        }
        return false;
    }

    boolean contains(long pts) {
        return packets.stream().anyMatch(held -> held.pts == pts);
    }

    /** Forgets its capture times, which are those of a clock that was set back. */
    void restart(VideoFormat anew) {
        format = anew;
        for (Held held : packets) {
            held.captured = UNKNOWN;
            held.frame = false;
        }
        capturedCount = 0;
        lastIsKnown = false;
    }

    /** Whether one of its pictures has been decoded. */
    boolean isCaptured() {
        return capturedCount > 0;
    }

    /** The number of packets. */
    int size() {
        return packets.size();
    }

    long bytes() {
        return bytes;
    }

    /** Marks the group as complete. */
    void complete() {
        if (complete) {
            return;
        }
        complete = true;
        if (packets.stream().anyMatch(held -> held.dts == AV_NOPTS_VALUE)) {
            decodeInOrder();
        }
    }

    /** Derives missing decoding times from the presentation times: as late as the order allows. */
    private void decodeInOrder() {
        long[] shown = packets.stream().mapToLong(held -> held.pts).sorted().toArray();
        long delay = 0;
        for (int i = 0; i < shown.length; i++) {
            delay = Math.max(delay, shown[i] - packets.get(i).pts);
        }
        for (int i = 0; i < shown.length; i++) {
            packets.get(i).dts = shown[i] - delay;
        }
    }

    /** Capture time of its keyframe; UNKNOWN while none of its pictures is decoded. */
    long firstCaptured() {
        for (Held held : packets) {
            if (held.captured != UNKNOWN) {
                return held.captured + format.millis(packets.get(0).pts - held.pts);
            }
        }
        return UNKNOWN;
    }

    /** The latest capture time in it; UNKNOWN while none of its pictures is decoded. */
    long lastCaptured() {
        if (!isCaptured()) {
            return UNKNOWN;
        }
        if (!lastIsKnown) {
            last = Arrays.stream(captured()).max().orElse(UNKNOWN);
            lastIsKnown = true;
        }
        return last;
    }

    /** Capture times of its pictures; that of a picture that was not decoded is derived from the nearest one that was. */
    private long[] captured() {
        long[] times = new long[packets.size()];
        Arrays.fill(times, UNKNOWN);
        Held known = null;
        int done = 0;
        for (int i = 0; i < times.length; i++) {
            Held held = packets.get(i);
            if (held.captured != UNKNOWN) {
                int middle = known == null ? 0 : (done + i) / 2 + 1;
                derive(times, done, middle, known);
                derive(times, middle, i + 1, held);
                known = held;
                done = i;
            }
        }
        derive(times, done, known == null ? 0 : times.length, known);
        return times;
    }

    private void derive(long[] times, int from, int to, Held known) {
        for (int i = from; i < to; i++) {
            times[i] = known.captured + format.millis(packets.get(i).pts - known.pts);
        }
    }

    List<Packet> copy(Pages memory) {
        List<Packet> copies = new ArrayList<>();
        long[] captured = captured();
        for (int i = 0; i < captured.length; i++) {
            Held held = packets.get(i);
            copies.add(new Packet(data(memory, held), held.pts, held.dts, held.key, captured[i], held.frame));
        }
        return copies;
    }

    private byte[] data(Pages memory, Held held) {
        byte[] data = new byte[held.bytes];
        int done = 0;
        while (done < held.bytes) {
            long place = held.offset + done;
            int at = (int) (place % Pages.PAGE_BYTES);
            int part = Math.min(held.bytes - done, Pages.PAGE_BYTES - at);
            memory.read(pages[(int) (place / Pages.PAGE_BYTES)], at, data, done, part);
            done += part;
        }
        return data;
    }

    void give(Pages memory) {
        for (int i = 0; i < pageCount; i++) {
            memory.give(pages[i]);
        }
        pageCount = 0;
    }
}
