package dev.hawkeye.ingest.ring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * The last seconds of all cameras of an instance, as complete groups of pictures in bounded native memory.
 *
 * <p>Packets are copied, since FFmpeg's own buffers may be much larger than their content. All cameras share the
 * memory: when it is full, the oldest group is evicted, whichever camera sent it. So every camera keeps about the same
 * time span, and a camera that sends little leaves its share to the others. No camera keeps more than a given time
 * span. One lock guards everything; it covers copies of a few kilobytes, and no disk or network access.
 *
 * <p>Rejected: references to FFmpeg's packets (their memory cannot be bounded), the Java heap (the collector would have
 * to move or mark hundreds of megabytes), one byte ring per camera (a burst of one camera could not use the space that
 * others leave).
 *
 * <p>Thread-safe. Owns its memory until {@link #close()}; packets that arrive later are ignored.
 */
public final class PacketRing implements AutoCloseable {
    /** A single group that takes more than 1/{@value} of the ring is dropped. */
    private static final int LARGEST_PART = 4;

    /** More packets than any decoder holds back. */
    private static final int UNDECODED = 64;

    private final Pages pages;
    private final long longestGroup;
    private final long keptMillis;
    private final Deque<Group> groups = new ArrayDeque<>(); // of all cameras, oldest first
    private final Map<String, CameraPackets> cameras = new HashMap<>();
    private boolean closed;

    /**
     * @param bytes of all cameras together
     * @param keptMillis longest time span kept per camera, unless it is opened with more
     */
    public PacketRing(long bytes, long keptMillis) {
        this.pages = new Pages(bytes);
        this.longestGroup = bytes / LARGEST_PART;
        this.keptMillis = keptMillis;
    }

    /**
     * Starts a camera, replacing any earlier one with the same id.
     *
     * @param moreMillis added to the longest time span kept for this camera
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
        dropUndecoded(camera);
        Group newest = camera.groups.stream()
                .filter(Group::isCaptured)
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

    /**
     * Drops the newest groups if their pictures are not decoded, or decoded without capture times, as those of a file
     * up to where it resumes; otherwise such a file would evict the groups of all cameras.
     */
    private void dropUndecoded(CameraPackets camera) {
        List<Group> tooMany = new ArrayList<>();
        int newer = 0;
        for (Group group : camera.newestFirst()) {
            if (group.isCaptured()) {
                break;
            }
            if (newer >= UNDECODED) {
                tooMany.add(group);
            }
            newer += group.size();
        }
        tooMany.forEach(this::drop);
    }

    /** Adds a packet to the newest group. @return whether there was a group, and room in it */
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
        for (Group group : camera.newestFirst()) {
            if (group.captured(pts, millis, frame)) {
                return;
            }
        }
    }

    /**
     * The clock was set back before a picture was captured.
     *
     * @param from capture time of the newest picture before, ms
     * @param to capture time of the picture, ms
     * @param pts its presentation time
     * @param format of its group and of those behind it
     */
    synchronized void setBack(CameraPackets camera, long from, long to, long pts, VideoFormat format) {
        camera.setBackFrom = Math.max(camera.setBackFrom, from);
        List<Group> later = new ArrayList<>();
        boolean reached = false;
        for (Group group : camera.newestFirst()) {
            boolean contains = !reached && group.contains(pts);
            if (contains || (!reached && !group.isCaptured())) {
                group.restart(format);
            } else if (group.firstCaptured() > to) {
                later.add(group);
            }
            reached |= contains || group.isCaptured();
        }
        later.forEach(this::drop);
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

    /** The extent of a camera's packets; empty when the camera is unknown. */
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
                packets.setBackFrom,
                packets.reading,
                packets.wasRead));
    }

    /**
     * The extent of a camera's packets in the ring.
     *
     * @param first capture time of the oldest picture, ms; {@link Long#MAX_VALUE} when there is none
     * @param last capture time of the newest picture; {@link Long#MIN_VALUE} when there is none
     * @param lostUntil capture time of the newest evicted picture; {@link Long#MIN_VALUE} when there is none
     * @param setBackFrom latest capture time before ingest's clock was set back; {@link Long#MIN_VALUE} if it never was
     * @param isReading whether the camera is open
     * @param wasRead whether it has ever been open
     */
    public record Extent(long first, long last, long lostUntil, long setBackFrom, boolean isReading, boolean wasRead) {
        /** Whether no packets will arrive until it is opened again. */
        public boolean isOver() {
            return wasRead && !isReading;
        }
    }

    /**
     * A complete group.
     *
     * @param number one more than that of the previous group
     */
    public record WholeGroup(long number, VideoFormat format, List<Packet> packets) {}

    /**
     * The group with which the clip of an event starts. From the group in which the event starts, it goes back to the
     * one that holds {@code from}, or as far as no group is missing and presentation times are related.
     *
     * @param start capture time of the event's first picture, ms
     * @param from capture time with which the clip should start, at or before {@code start}
     * @return empty while it is not complete, or when the event starts before the oldest group left
     */
    public synchronized Optional<WholeGroup> groupAt(String camera, long start, long from) {
        CameraPackets packets = cameras.get(camera);
        if (packets == null) {
            return Optional.empty();
        }
        Group found = null;
        Group reached = null;
        for (Group group : packets.newestFirst()) {
            long first = group.firstCaptured();
            if (found == null) {
                found = first != Group.UNKNOWN && first <= start ? group : null;
                reached = found;
                continue;
            }
            if (found.firstCaptured() <= from || !reached.continues(group)) {
                break;
            }
            reached = group;
            found = first == Group.UNKNOWN ? found : group;
        }
        return found == null || !isSettled(found) ? Optional.empty() : Optional.of(whole(found));
    }

    /**
     * Whether all its capture times are known. Its last pictures may still be in the decoder when the next group
     * starts.
     */
    private static boolean isSettled(Group group) {
        return group.isComplete()
                && (!group.camera().reading
                        || group.camera().groups.stream()
                                .anyMatch(other -> other.number() > group.number() && other.isCaptured()));
    }

    /** The group after the given one; empty while it is incomplete, or when it is lost. */
    public synchronized Optional<WholeGroup> groupAfter(String camera, long number) {
        CameraPackets packets = cameras.get(camera);
        return packets == null
                ? Optional.empty()
                : packets.groups.stream()
                        .filter(group -> group.number() == number + 1 && isSettled(group))
                        .findFirst()
                        .map(this::whole);
    }

    /** Whether the group after the given one was evicted. */
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
