package dev.hawkeye.ingest.reading;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.gate.Gate;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.sending.FrameOutlet;
import dev.hawkeye.ingest.sending.FrameStream;
import dev.hawkeye.ingest.sending.StreamPosition;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraHealth;
import dev.hawkeye.ingest.status.CameraMeters;
import dev.hawkeye.ingest.timing.Sampler;
import dev.hawkeye.ingest.timing.Timeline;
import dev.hawkeye.ingest.timing.WantedRate;
import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a camera: reads the source to its end, and samples, encodes and sends. Used once, by one thread; the
 * caller closes the source and the encoder.
 *
 * <p><b>An interrupted file resumes.</b> The frames of a file or folder depend only on its content and its camera's
 * settings, and those already sent are its first frames, without a gap. So the next reader after a crash, a shutdown or
 * a rebalance reads it from the beginning, samples the same pictures, and skips those that are already on the topic;
 * the last of these also gives the time of the first opening, from which the capture times are derived. The cost is
 * decoding again. Rejected: seeking in the file, since a decoder that starts in the middle returns different pictures
 * after a damaged spot, and few containers can count pictures without reading them.
 */
public final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);
    private static final long UNSET = -1; // the stream sets the number
    private static final Duration PROVEN_AFTER = Duration.ofSeconds(10);

    private final CameraConfig camera;
    private final FrameSource source;
    private final JpegEncoder encoder;
    private final Gate gate;
    private final CameraPackets packets;
    private final FrameOutlet outlet;
    private final CameraHealth health;
    private final CameraMeters meters;
    private final Backoff backoff;
    private final StopSignal stop;
    private Counted counted = new Counted(0, 0, 0);
    private Counted atFrame = counted;
    private int width; // of the last picture sent in full
    private int height;

    /**
     * @param source opened, before its first picture
     * @param gate null to send every picture in full
     * @param packets keeps the camera's packets; null to keep none
     */
    Opening(
            CameraConfig camera,
            FrameSource source,
            JpegEncoder encoder,
            Gate gate,
            CameraPackets packets,
            FrameOutlet outlet,
            CameraHealth health,
            CameraMeters meters,
            Backoff backoff,
            StopSignal stop) {
        this.camera = camera;
        this.source = source;
        this.encoder = encoder;
        this.gate = gate;
        this.packets = packets;
        this.outlet = outlet;
        this.health = health;
        this.meters = meters;
        this.backoff = backoff;
        this.stop = stop;
    }

    /**
     * Reads the source to its end; returns when Kafka has acknowledged everything.
     *
     * @param position the last frame of the stream that earlier openings have sent
     * @param lasting whether a later opening can resume the stream
     * @throws CameraException when the source or Kafka fails, or when the camera is stopped
     */
    void read(Sampler sampler, Timeline timeline, StreamPosition position, boolean lasting) throws CameraException {
        FrameStream stream = new FrameStream(position, source.hasEnd(), outlet);
        if (position.sequence() >= 0) {
            log.info(
                    "Camera {} resumes after picture {} of stream {}",
                    camera.id(),
                    position.picture(),
                    position.stream());
        }
        try {
            readOn(sampler, timeline, position, stream);
        } catch (CameraException e) {
            if (!lasting) { // otherwise the resuming reader reads the held-back frame again
                stream.breakOff();
            }
            throw e;
        }
        outlet.awaitAcknowledged();
        checkStopped();
        outlet.check();
    }

    private void readOn(Sampler sampler, Timeline timeline, StreamPosition position, FrameStream stream)
            throws CameraException {
        long opened = System.nanoTime();
        for (long index = 0; source.next(); index++) {
            checkStopped(); // an interrupted source may return buffered pictures, or seem to end
            count(1);
            if (index == 0) {
                health.streaming(
                        stream.id(),
                        source.width(),
                        source.height(),
                        source.expectedPictures(),
                        WantedRate.of(camera, source.fps()));
            } else {
                health.resized(source.width(), source.height());
            }
            if (System.nanoTime() - opened > PROVEN_AFTER.toNanos()) {
                backoff.reset();
            }
            timeline.advance(source.micros(), source.arrived());
            if (index == position.picture()) {
                timeline.pin(position.captured());
            }
            boolean due = sampler.isDue(index, timeline.micros());
            if (packets != null && index > position.picture()) {
                packets.picture(source.stamp(), timeline.captured(), due);
            }
            if (due) {
                if (index > position.picture()) {
                    stop.awaitRaised(timeline.ahead());
                    send(stream, index, timeline);
                }
                atFrame = Counted.of(source);
            }
        }
        checkStopped();
        count(0);
        stream.end(source.bytesRead() - atFrame.bytes());
    }

    private void send(FrameStream stream, long index, Timeline timeline) throws CameraException {
        long begin = System.nanoTime();
        Gate.Decision decision = null;
        if (gate != null) {
            Mat luma = source.luma(Gate.WIDTH);
            if (luma == null) {
                return; // counted as torn with the next picture
            }
            decision = gate.decide(luma, timeline.captured(), stream.id(), stream.next(), stream.mayRefer());
            meters.decided(decision);
        }
        Frame.Builder frame;
        if (decision == Gate.Decision.UNCHANGED) {
            frame = unchanged(begin, index, timeline);
            if (packets != null) {
                packets.unchanged(timeline.captured());
            }
        } else {
            Mat picture = source.picture(camera.maxWidth());
            if (picture == null) {
                return;
            }
            frame = full(picture, begin, index, timeline);
            if (gate != null) {
                gate.sentInFull(timeline.captured());
                frame.setUnchangedSince(decision.isTest() ? UNSET : null);
                width = picture.cols();
                height = picture.rows();
            }
        }
        stream.add(frame);
        outlet.check();
    }

    private void checkStopped() throws CameraException {
        if (stop.isRaised()) {
            throw CameraException.temporary("stopped");
        }
    }

    private void count(int pictures) {
        Counted now = Counted.of(source);
        health.read(pictures, now.bytes() - counted.bytes());
        if (now.torn() > counted.torn()) {
            health.dropped(now.torn() - counted.torn(), "some pictures cannot be decoded");
        }
        counted = now;
    }

    private Frame.Builder full(Mat picture, long begin, long index, Timeline timeline) throws CameraException {
        byte[] jpeg = encoder.encode(picture);
        source.encoded(jpeg.length);
        if (packets != null) {
            packets.jpeg(jpeg, timeline.captured());
        }
        meters.encoded(nanosSince(begin));
        return frame(begin, index, timeline)
                .setWidth(picture.cols())
                .setHeight(picture.rows())
                .setJpeg(ByteBuffer.wrap(jpeg));
    }

    private Frame.Builder unchanged(long begin, long index, Timeline timeline) {
        return frame(begin, index, timeline)
                .setWidth(width)
                .setHeight(height)
                .setUnchangedSince(UNSET)
                .setJpeg(ByteBuffer.allocate(0));
    }

    private long nanosSince(long begin) {
        return System.nanoTime() - begin + source.decodeNanos() - atFrame.decodeNanos();
    }

    private Frame.Builder frame(long begin, long index, Timeline timeline) {
        Instant claimed = timeline.claimed();
        return Frame.newBuilder()
                .setCamera(camera.id())
                .setCaptureTime(timeline.captured().truncatedTo(ChronoUnit.MILLIS))
                .setClaimedTime(claimed == null ? null : claimed.truncatedTo(ChronoUnit.MILLIS))
                .setPicture(source.hasEnd() ? index : -1)
                .setPictureFile(source.pictureFile())
                .setSourceWidth(source.width())
                .setSourceHeight(source.height())
                .setGated(gate != null)
                .setLive(camera.mode() == CameraConfig.Mode.LIVE)
                .setSourceBytes(source.bytesRead() - atFrame.bytes())
                .setIngestMicros(TimeUnit.NANOSECONDS.toMicros(nanosSince(begin)))
                .setWantedFps(WantedRate.of(camera, source.fps()));
    }

    /** The counters of a source. */
    private record Counted(long bytes, long torn, long decodeNanos) {
        static Counted of(FrameSource source) {
            return new Counted(source.bytesRead(), source.torn(), source.decodeNanos());
        }
    }
}
