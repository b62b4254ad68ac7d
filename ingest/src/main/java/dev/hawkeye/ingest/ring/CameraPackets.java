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
 * What one camera puts into the ring. Used by the thread that reads the camera.
 *
 * <p><b>Which picture was captured when.</b> A packet says when it is shown, in a time of the camera's own; events say when something
 * was captured, by ingest's time. The bridge is the picture: when it has been decoded, ingest knows its capture time ({@link
 * dev.hawkeye.ingest.timing.Timeline}) and by its presentation time finds the packet it came from. So a clip is cut by the very times
 * that frames, detections and events have, whatever the network and the decoder delay. A picture that was never decoded gets
 * its time from its nearest neighbor. Where presentation times jump, there is a new group and no clip goes on.
 */
public final class CameraPackets implements PacketTap {
    private static final long LONGEST_STEP_MILLIS = 10_000;

    private final PacketRing ring;
    final long keptMillis;
    private VideoFormat format;
    private boolean broken = true;
    private long lastPts = AV_NOPTS_VALUE;

    // Guarded by the ring.
    final Deque<Group> groups = new ArrayDeque<>();
    long nextNumber;
    long lostUntil = Group.UNKNOWN;
    boolean reading;
    boolean wasRead;
    boolean gone;

    CameraPackets(PacketRing ring, long keptMillis) {
        this.ring = ring;
        this.keptMillis = keptMillis;
    }

    /** The camera has been opened: its packets come. */
    public void begin(AVStream stream) {
        begin(VideoFormat.of(stream));
    }

    /** The camera has been opened: those of its pictures that are sent come as JPEGs. */
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
     * A picture has been decoded.
     *
     * @param pts when it is shown
     * @param frame whether it is sent as a frame
     */
    public void picture(long pts, Instant captured, boolean frame) {
        if (!format.isPictures()) {
            ring.captured(this, pts, captured.toEpochMilli(), frame);
        }
    }

    /** A picture is sent as a frame. */
    public void jpeg(byte[] jpeg, Instant captured) {
        if (format.isPictures()) {
            long millis = captured.toEpochMilli();
            long micros = millis * 1000;
            ring.begin(this, format);
            try (BytePointer data = new BytePointer(jpeg)) {
                ring.add(this, data, jpeg.length, micros, micros, true);
            }
            ring.captured(this, micros, millis, true);
        }
    }

    /** A frame is sent whose picture is the one before: an empty packet in its group. */
    public void unchanged(Instant captured) {
        if (format.isPictures()) {
            long millis = captured.toEpochMilli();
            try (BytePointer nothing = new BytePointer()) {
                ring.add(this, nothing, 0, millis * 1000, millis * 1000, false);
            }
            ring.captured(this, millis * 1000, millis, true);
        }
    }

    /** The camera is closed. */
    public void end() {
        ring.end(this);
    }

    void lost(Group group) {
        lostUntil = Math.max(lostUntil, group.lastCaptured());
    }
}
