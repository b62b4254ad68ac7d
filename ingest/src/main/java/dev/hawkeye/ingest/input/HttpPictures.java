package dev.hawkeye.ingest.input;

import dev.hawkeye.ingest.ffmpeg.BgrScaler;
import dev.hawkeye.ingest.ffmpeg.FFmpeg;
import dev.hawkeye.ingest.ffmpeg.LumaScaler;
import dev.hawkeye.ingest.ffmpeg.MjpegDecoder;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.http.HttpAccess;
import dev.hawkeye.ingest.http.HttpAnswer;
import dev.hawkeye.ingest.picture.Jpeg;
import dev.hawkeye.ingest.picture.JpegCutter;
import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A camera that sends JPEGs over HTTP: a stream of them in one response (MJPEG), or one per response (a snapshot
 * address), which is then requested at an even pace. The end of the first response shows which of the two it is.
 * Pictures are rotated according to their EXIF data, as in a browser. They are decoded only on request, so a camera
 * that sends too many costs almost nothing.
 */
final class HttpPictures implements FrameSource {
    private static final Duration HICCUP = Duration.ofMillis(200); // of the network

    private final SourceAddress address;
    private final HttpAccess access;
    private final Deadline deadline;
    private final StopSignal stop;
    private final long periodNanos;
    private final BgrScaler scaler = new BgrScaler();
    private final LumaScaler lumaScaler = new LumaScaler();
    private HttpAnswer answer;
    private JpegCutter cutter;
    private MjpegDecoder decoder;
    private Jpeg jpeg;
    private boolean decoded;
    private AVFrame frame; // of the current picture, if decoded
    private long openedNanos;
    private long slot; // of the current request, if pictures are requested one by one
    private long picturesOfAnswer;
    private long bytesBefore;
    private long tornBefore;
    private long undecodable;
    private Instant arrived;
    private long arrivedMicros;

    /**
     * @param fps how often a snapshot is requested per second, 0 for 1
     * @param answer response to the first request
     * @param body of that response
     */
    HttpPictures(
            SourceAddress address,
            double fps,
            HttpAccess access,
            HttpAnswer answer,
            InputStream body,
            Deadline deadline,
            StopSignal stop) {
        this.address = address;
        this.access = access;
        this.deadline = deadline;
        this.stop = stop;
        this.periodNanos = Math.round(1e9 / (fps == 0 ? 1 : fps));
        this.answer = answer;
        this.cutter = new JpegCutter(body);
    }

    @Override
    public void open() throws CameraException {
        FFmpeg.load();
        decoder = new MjpegDecoder();
        openedNanos = System.nanoTime();
        arrived = Instant.now();
    }

    @Override
    public boolean next() throws CameraException {
        deadline.in(address.stall());
        try {
            while (true) {
                jpeg = cutter.next();
                decoded = false;
                arrived = Instant.now();
                arrivedMicros = (System.nanoTime() - openedNanos) / 1000;
                if (jpeg == null) {
                    askAgain();
                } else if (jpeg.isReasonable()) {
                    picturesOfAnswer++;
                    return true;
                } else {
                    undecodable++;
                }
                if (deadline.isPast()) {
                    throw address.stalled();
                }
            }
        } catch (IOException e) {
            throw deadline.isPast() ? address.stalled() : address.lost(e.getMessage());
        }
    }

    /** Requests the next picture, after the end of a response. */
    private void askAgain() throws IOException, CameraException {
        if (picturesOfAnswer == 0) {
            throw address.lost("its response has no JPEG");
        }
        if (answer.type().startsWith("multipart/")) {
            throw address.lost("the stream has ended");
        }
        long now = System.nanoTime() - openedNanos;
        slot = Math.max(slot + 1, now / periodNanos);
        stop.awaitRaised(Duration.ofNanos(slot * periodNanos - now));
        bytesBefore = bytesRead();
        tornBefore += cutter.torn();
        answer.body().close();
        deadline.in(address.stall());
        picturesOfAnswer = 0;
        answer = access.get();
        cutter = new JpegCutter(answer.body());
    }

    /** The time at which a snapshot was due, so that the pace stays even, or at which a picture of a stream arrived. */
    @Override
    public long micros() {
        return slot > 0 ? slot * periodNanos / 1000 : arrivedMicros;
    }

    @Override
    public Instant arrived() {
        return arrived;
    }

    @Override
    public Mat picture(int maxWidth) throws CameraException {
        return decode() ? scaler.convert(frame, seen().within(maxWidth), jpeg.orientation()) : null;
    }

    @Override
    public Mat luma(int maxWidth) throws CameraException {
        return decode() ? lumaScaler.convert(frame, seen().within(maxWidth), jpeg.orientation()) : null;
    }

    private boolean decode() {
        if (!decoded) {
            frame = decoder.decode(jpeg.bytes());
            decoded = true;
            undecodable += frame == null ? 1 : 0;
        }
        return frame != null;
    }

    private PictureSize seen() {
        return jpeg.seen(frame.width(), frame.height());
    }

    @Override
    public int width() {
        return jpeg.seen().width();
    }

    @Override
    public int height() {
        return jpeg.seen().height();
    }

    @Override
    public long bytesRead() {
        return bytesBefore + cutter.bytes();
    }

    @Override
    public long decodeNanos() {
        return decoder.nanos();
    }

    @Override
    public long torn() {
        return tornBefore + cutter.torn() + undecodable;
    }

    @Override
    public long expectedPictures() {
        return 0;
    }

    @Override
    public double fps() {
        return 0;
    }

    @Override
    public String codec() {
        return "mjpeg";
    }

    @Override
    public Duration clump() {
        return HICCUP;
    }

    @Override
    public boolean hasEnd() {
        return false;
    }

    @Override
    public Optional<String> shortfall() {
        return Optional.empty();
    }

    @Override
    public void close() {
        answer.body().close();
        scaler.close();
        lumaScaler.close();
        if (decoder != null) {
            decoder.close();
        }
    }
}
