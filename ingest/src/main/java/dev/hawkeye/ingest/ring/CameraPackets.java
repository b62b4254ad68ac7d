package dev.hawkeye.ingest.ring;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.hawkeye.ingest.source.PacketTap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;

/**
 * The packets of one camera in the ring. Confined to the camera's thread, except fields guarded by the ring.
 *
 * <p><b>From presentation time to capture time.</b> A packet has a presentation time on the camera's clock; events have
 * capture times on ingest's clock. The decoded picture links the two: ingest knows its capture time
 * ({@link dev.hawkeye.ingest.timing.Timeline}), and its presentation time identifies its packet. So a clip is cut by
 * the same times that frames, detections and events have, regardless of network and decoder delays. A picture that was
 * never decoded gets its time from its nearest decoded neighbor. Where presentation times jump, a new group starts and
 * no clip continues.
 *
 * <p><b>When ingest's clock is set back,</b> what was captured later by the old clock is dropped, so that capture times
 * ascend from group to group, and no clip continues either. The group in between gets all its times from the new clock.
 */
public final class CameraPackets implements PacketTap {
    private static final long LONGEST_STEP_MILLIS = 10_000;
    private static final long JITTER_MILLIS = 1_000; // of capture times

    private final PacketRing ring;
    final long keptMillis;
    private VideoFormat format;
    private boolean broken = true;
    private long lastPts = AV_NOPTS_VALUE;
    private long newest = Group.UNKNOWN; // capture time

    // Guarded by the ring.
    final Deque<Group> groups = new ArrayDeque<>();
    long nextNumber;
    long lostUntil = Group.UNKNOWN;
    long setBackFrom = Group.UNKNOWN;
    boolean reading;
    boolean wasRead;
    boolean gone;

    CameraPackets(PacketRing ring, long keptMillis) {
        this.ring = ring;
        this.keptMillis = keptMillis;
    }

    /** Starts a stream of packets, after the camera was opened. */
    public void begin(AVStream stream) {
        begin(VideoFormat.of(stream));
    }

    /** Starts a stream of JPEGs, after the camera was opened: one for each picture that is sent. */
    public void beginPictures() {
        begin(VideoFormat.ofPictures());
    }

    private void begin(VideoFormat itsFormat) {
        format = itsFormat;
        broken = true;
        lastPts = AV_NOPTS_VALUE;
        ring.reading(this);
    }

    @Override
    public void packet(AVPacket packet) {
        if (format.isPictures()) {
            return;
        }
        long pts = packet.pts();
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (pts == AV_NOPTS_VALUE) {
            broken = true;
            return;
        }
        if (lastPts != AV_NOPTS_VALUE && Math.abs(format.millis(pts - lastPts)) > LONGEST_STEP_MILLIS) {
            format = format.anew();
            broken = true;
        }
        lastPts = pts;
        if (key) {
            ring.begin(this, format);
            broken = false;
        }
        if (!broken) {
            broken = !ring.add(this, packet.data(), packet.size(), pts, packet.dts(), key);
        }
    }

    /**
     * Records the capture time of a decoded picture.
     *
     * @param pts its presentation time
     * @param frame whether it is sent as a frame
     */
    public void picture(long pts, Instant captured, boolean frame) {
        if (!format.isPictures()) {
            long millis = captured.toEpochMilli();
            follow(millis, pts);
            ring.captured(this, pts, millis, frame);
        }
    }

    /** @return whether the clock was set back before this capture time */
    private boolean follow(long millis, long pts) {
        if (newest != Group.UNKNOWN && millis < newest - JITTER_MILLIS) {
            format = format.anew();
            ring.setBack(this, newest, millis, pts, format);
            newest = millis;
            return true;
        }
        newest = Math.max(newest, millis);
        return false;
    }

    /** Adds the JPEG of a picture that is sent as a frame. */
    public void jpeg(byte[] jpeg, Instant captured) {
        if (format.isPictures()) {
            long millis = captured.toEpochMilli();
            long micros = millis * 1000;
            follow(millis, AV_NOPTS_VALUE);
            ring.begin(this, format);
            broken = false;
            try (BytePointer data = new BytePointer(jpeg)) {
                ring.add(this, data, jpeg.length, micros, micros, true);
            }
            ring.captured(this, micros, millis, true);
        }
    }

    /** Adds an empty packet to the group, for a frame that repeats the previous picture. */
    public void unchanged(Instant captured) {
        if (format.isPictures()) {
            long millis = captured.toEpochMilli();
            broken |= follow(millis, AV_NOPTS_VALUE);
            if (broken) {
                return;
            }
            try (BytePointer nothing = new BytePointer()) {
                ring.add(this, nothing, 0, millis * 1000, millis * 1000, false);
            }
            ring.captured(this, millis * 1000, millis, true);
        }
    }

    /** Ends the stream, after the camera was closed. */
    public void end() {
        ring.end(this);
    }

    /** Its groups; drop none while this is used. */
    Iterable<Group> newestFirst() {
        return groups::descendingIterator;
    }

    void lost(Group group) {
        lostUntil = Math.max(lostUntil, group.lastCaptured());
    }
}
