package dev.hawkeye.ingest.ring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * The last seconds of all cameras of an instance, as whole groups of pictures in bounded native memory.
 *
 * <p>Packets are copied, since FFmpeg's own buffers may be much larger than what is in them. All cameras share the bytes: when there
 * are none left, the group that began longest ago goes, whichever camera has sent it. So every camera keeps about the same seconds,
 * and a camera that sends little leaves its share to the others. No camera keeps more than a given time. One lock guards all of it: what it
 * covers is a copy of some kilobytes, and neither a disk nor a network.
 *
 * <p>Rejected: references to FFmpeg's packets (their memory cannot be bounded), the Java heap (the collector would have to move or
 * mark hundreds of megabytes), a ring of bytes for each camera (a burst of one could not use what others leave).
 *
 * <p>Thread-safe. Owns its memory until {@link #close()}; cameras that send later are ignored.
 */
public final class PacketRing implements AutoCloseable {
    /** A single group that takes more than this part of the ring is given up. */
    private static final int LARGEST_PART = 4;

    private final Pages pages;
    private final long longestGroup;
    private final long keptMillis;
    private final Deque<Group> groups = new ArrayDeque<>(); // of all cameras, by their begin
    private final Map<String, CameraPackets> cameras = new HashMap<>();
    private boolean closed;

    /**
     * @param bytes of all cameras together
     * @param keptMillis how much of its time a camera keeps at most, unless it is opened for more
     */
    public PacketRing(long bytes, long keptMillis) {
        this.pages = new Pages(bytes);
        this.longestGroup = bytes / LARGEST_PART;
        this.keptMillis = keptMillis;
    }

    /**
     * What a camera sends goes here from now on, in place of an earlier one with its id.
     *
     * @param moreMillis how much more of its time it keeps at most than the others
     */
    public synchronized CameraPackets open(String camera, long moreMillis) {
        remove(camera);
        CameraPackets opened = new CameraPackets(this, keptMillis + moreMillis);
        cameras.put(camera, opened);
        return opened;
    }

    /** Forgets a camera. */
    public synchronized void remove(String camera) {
        CameraPackets gone = cameras.remove(camera);
        if (gone != null) {
            while (!gone.groups.isEmpty()) {
                drop(gone.groups.getFirst());
            }
            gone.gone = true;
        }
    }

    /** Bytes in use. */
    public synchronized long bytes() {
        return pages.used();
    }

    synchronized void begin(CameraPackets camera, VideoFormat format) {
        if (closed || camera.gone) {
            return;
        }
        Group last = camera.groups.peekLast();
        if (last != null) {
            last.complete();
        }
        Group group = new Group(camera, format, camera.nextNumber++);
        camera.groups.addLast(group);
        groups.addLast(group);
        trim(camera);
    }

    private void trim(CameraPackets camera) {
        Group newest = camera.groups.stream()
                .filter(group -> group.lastCaptured() != Group.UNKNOWN)
                .reduce((one, other) -> other)
                .orElse(null);
        while (newest != null && camera.groups.getFirst() != newest) {
            Group oldest = camera.groups.getFirst();
            long last = oldest.lastCaptured();
            if (last != Group.UNKNOWN && last >= newest.lastCaptured() - camera.keptMillis) {
                return;
            }
            drop(oldest);
        }
    }

    /** Adds a packet to the group that was begun last. @return whether there was room for it, and a group */
    synchronized boolean add(CameraPackets camera, Pointer data, int size, long pts, long dts, boolean key) {
        Group group = camera.groups.peekLast();
        if (closed || camera.gone || group == null || group.isComplete()) {
            return false;
        }
        if ((long) group.missingPages(size) * Pages.PAGE_BYTES > longestGroup || group.bytes() + size > longestGroup) {
            drop(group);
            return false;
        }
        for (int missing = group.missingPages(size); missing > 0; missing--) {
            int page = pages.take();
            while (page < 0) {
                Group oldest = groups.getFirst();
                drop(oldest);
                if (oldest == group) {
                    return false;
                }
                page = pages.take();
            }
            group.addPage(page);
        }
        group.add(pages, data, size, pts, dts, key);
        return true;
    }

    private void drop(Group group) {
        group.give(pages);
        groups.remove(group);
        group.camera().groups.remove(group);
        group.camera().lost(group);
    }

    synchronized void captured(CameraPackets camera, long pts, long millis, boolean frame) {
        for (Iterator<Group> newestFirst = camera.groups.descendingIterator(); newestFirst.hasNext(); ) {
            if (newestFirst.next().captured(pts, millis, frame)) {
                return;
            }
        }
    }

    synchronized void end(CameraPackets camera) {
        Group last = camera.groups.peekLast();
        if (last != null) {
            last.complete();
        }
        camera.reading = false;
    }

    synchronized void reading(CameraPackets camera) {
        camera.reading = true;
        camera.wasRead = true;
    }

    /** What there is of a camera; empty when it has never sent anything. */
    public synchronized Optional<Extent> extent(String camera) {
        CameraPackets packets = cameras.get(camera);
        if (packets == null) {
            return Optional.empty();
        }
        long first = Group.UNKNOWN;
        long last = Group.UNKNOWN;
        for (Group group : packets.groups) {
            if (first == Group.UNKNOWN) {
                first = group.firstCaptured();
            }
            last = Math.max(last, group.lastCaptured());
        }
        return Optional.of(new Extent(
                first == Group.UNKNOWN ? Long.MAX_VALUE : first,
                last,
                packets.lostUntil,
                packets.reading,
                packets.wasRead));
    }

    /**
     * What there is of a camera.
     *
     * @param first capture time of the oldest picture, ms; {@link Long#MAX_VALUE} when there is none
     * @param last of the newest one; {@link Long#MIN_VALUE} when there is none
     * @param lostUntil of the newest one that had to make room; {@link Long#MIN_VALUE} when there is none
     * @param isReading whether the camera is open
     * @param wasRead whether it has been open at all
     */
    public record Extent(long first, long last, long lostUntil, boolean isReading, boolean wasRead) {
        /** Whether nothing of it will come until it is opened again. */
        public boolean isOver() {
            return wasRead && !isReading;
        }
    }

    /**
     * A whole group.
     *
     * @param number one more than that of the group before, if that is still there
     */
    public record WholeGroup(long number, VideoFormat format, List<Packet> packets) {}

    /**
     * The group with which a clip begins: the last one whose first picture was captured at that time or before, or the oldest
     * one that is still there.
     *
     * @return empty while it is not complete
     */
    public synchronized Optional<WholeGroup> groupAt(String camera, long captured) {
        CameraPackets packets = cameras.get(camera);
        if (packets == null) {
            return Optional.empty();
        }
        Group found = null;
        for (Group group : packets.groups) {
            long first = group.firstCaptured();
            if (first != Group.UNKNOWN && (found == null || first <= captured)) {
                found = group;
            }
        }
        return found == null || !isSettled(found) ? Optional.empty() : Optional.of(whole(found));
    }

    /** Its last pictures may still be in the decoder when the next group begins. */
    private static boolean isSettled(Group group) {
        return group.isComplete()
                && (!group.camera().reading
                        || group.camera().groups.stream()
                                .anyMatch(other -> other.number() > group.number() && other.isCaptured()));
    }

    /** The group after another one; empty while it is not complete, or when there is a gap. */
    public synchronized Optional<WholeGroup> groupAfter(String camera, long number) {
        CameraPackets packets = cameras.get(camera);
        return packets == null
                ? Optional.empty()
                : packets.groups.stream()
                        .filter(group -> group.number() == number + 1 && isSettled(group))
                        .findFirst()
                        .map(this::whole);
    }

    /** Whether the group after another one has had to make room. */
    public synchronized boolean isLost(String camera, long number) {
        CameraPackets packets = cameras.get(camera);
        return packets == null
                || (packets.nextNumber > number + 1
                        && packets.groups.stream().noneMatch(group -> group.number() == number + 1));
    }

    private WholeGroup whole(Group group) {
        return new WholeGroup(group.number(), group.format(), group.copy(pages));
    }

    @Override
    public synchronized void close() {
        closed = true;
        groups.clear();
        cameras.values().forEach(camera -> camera.groups.clear());
        pages.close();
    }
}
