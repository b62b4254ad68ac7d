package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.PacketTap;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.vision.picture.Orientation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Any source that FFmpeg can open: files, RTSP, HTTP (MJPEG, HLS, MP4), video devices. Pictures are as a player shows
 * them: upright, with square pixels, and deinterlaced.
 *
 * <p>Files have an end, and so do HTTP sources that state a length. For them, the stated length distinguishes an end
 * from a loss: fewer pictures or seconds than stated are a shortfall for a file whose size disagrees with its
 * container, and a lost connection for anything else. An endless source that ends is always lost, except an HLS
 * playlist that ends while it is read.
 */
public final class FFmpegSource implements FrameSource {
    private static final Duration SEGMENT = Duration.ofSeconds(12); // HLS segments take 2 to 10 s
    private static final Duration MAX_GAP = Duration.ofSeconds(10); // FFmpeg's own bound
    private static final Duration HICCUP = Duration.ofMillis(200); // of the network
    private static final double MICROS = 1e6;
    private static final long TOLERATED_PICTURES = 5; // fewer missing pictures are the encoder's rounding, not a loss
    private static final long TOLERATED_MICROS = 1_000_000;
    private static final double TOLERATED_SHARE = 0.02;

    private final SourceAddress address;
    private final Deadline deadline;
    private final HttpMedia media;
    private final int threads;
    private final BgrScaler scaler = new BgrScaler();
    private final LumaScaler lumaScaler = new LumaScaler();
    private Demuxer demuxer;
    private Decoder decoder;
    private Deinterlacer deinterlacer;
    private AVRational unit;
    private PictureSize stretched;
    private Orientation orientation;
    private boolean ends;
    private boolean stampless;
    private long openedNanos;
    private long firstPts = AV_NOPTS_VALUE;
    private long pictures;
    private long micros;
    private Instant arrived;
    private String shortfall;
    private PacketTap tap = packet -> {};

    /** @param threads of the decoder, at least 1 */
    public FFmpegSource(SourceAddress address, int threads, StopSignal stop) {
        this(address, threads, new Deadline(stop), null);
    }

    /**
     * @param deadline closed with this source
     * @param media reads on FFmpeg's behalf, or null if FFmpeg reads directly
     */
    public FFmpegSource(SourceAddress address, int threads, Deadline deadline, HttpMedia media) {
        this.address = address;
        this.threads = threads;
        this.deadline = deadline;
        this.media = media;
    }

    @Override
    public void open() throws CameraException {
        address.checkFile();
        deadline.in(address.stall());
        demuxer = Demuxer.open(address, deadline, media);
        decoder = Decoder.of(demuxer.stream(), threads);
        unit = demuxer.stream().time_base();
        deinterlacer = new Deinterlacer(decoder, unit);
        ends = address.kind() == SourceKind.FILE || (address.kind() == SourceKind.HTTP && demuxer.durationMicros() > 0);
        stampless = !ends && demuxer.formatName().contains("mjpeg"); // MJPEG over HTTP; FFmpeg would assume 25 fps
        openedNanos = System.nanoTime();
        arrived = Instant.now();
    }

    @Override
    public boolean next() throws CameraException {
        deadline.in(address.stall());
        while (true) {
            switch (deinterlacer.receive()) {
                case PICTURE -> {
                    locate();
                    look();
                    pictures++;
                    return true;
                }
                case EMPTY -> {
                    finish();
                    return false;
                }
                case HUNGRY -> feed();
            }
            if (deadline.isPast()) {
                throw address.stalled();
            }
        }
    }

    private void feed() throws CameraException {
        int code = demuxer.read();
        arrived = Instant.now();
        if (code == 0) {
            tap.packet(demuxer.packet());
            decoder.feed(demuxer.packet());
        } else if (deadline.isPast()) {
            throw address.stalled();
        } else if ((!ends || (code != AVERROR_EOF && address.kind() != SourceKind.FILE)) && !isFinishedList(code)) {
            throw address.lost(code);
        } else {
            if (code != AVERROR_EOF) {
                shortfall = "it broke off: " + FFmpeg.errorText(code);
            }
            decoder.feed(null);
        }
    }

    /** A polled playlist has ended when it says so, not when the camera is unreachable. */
    private boolean isFinishedList(int code) {
        return code == AVERROR_EOF && isList() && media.isListEnded();
    }

    private boolean isList() {
        return media != null && demuxer.isList();
    }

    private void locate() {
        long pts = deinterlacer.frame().best_effort_timestamp();
        if (stampless || (pts == AV_NOPTS_VALUE && !ends)) {
            micros = (System.nanoTime() - openedNanos) / 1000;
        } else if (pts != AV_NOPTS_VALUE) {
            if (firstPts == AV_NOPTS_VALUE) {
                firstPts = pts;
            }
            micros = Math.round((pts - firstPts) * MICROS * unit.num() / unit.den());
        } else if (pictures > 0) {
            micros += Math.round(MICROS / Math.max(1, demuxer.fps()));
        }
    }

    private void look() {
        AVFrame frame = deinterlacer.frame();
        orientation = DisplayMatrix.orientation(frame);
        PictureSize stored = new PictureSize(frame.width(), frame.height());
        try (AVRational pixels = demuxer.pixelShape(frame)) {
            stretched = stored.withSquarePixels(pixels.num(), pixels.den());
        }
    }

    private void finish() throws CameraException {
        if (pictures == 0) {
            throw CameraException.permanent("no picture of " + address.shown() + " can be decoded");
        }
        if (shortfall != null) {
            shortfall = address.shown() + " is damaged, " + shortfall;
        }
        FileEnd end = end();
        if (end != FileEnd.WHOLE) {
            lookForMissing(end);
        }
        if (shortfall == null
                && address.kind() == SourceKind.FILE
                && isMuch(decoder.torn(), decoder.torn() + pictures)) {
            shortfall = address.shown() + " is damaged: " + decoder.torn() + " of its pictures cannot be decoded";
        }
        if (shortfall != null && address.kind() != SourceKind.FILE) {
            throw CameraException.temporary(shortfall);
        }
    }

    private FileEnd end() throws CameraException {
        if (address.kind() != SourceKind.FILE) {
            return FileEnd.UNKNOWN;
        }
        try {
            return FileEnd.of(SourceKind.path(address.url()));
        } catch (IOException e) {
            throw CameraException.permanent(address.shown() + " cannot be read: " + e.getMessage());
        }
    }

    private void lookForMissing(FileEnd end) {
        long stated = demuxer.statedPictures();
        long statedMicros = demuxer.statedMicros();
        long missing = stated - demuxer.packets();
        long missingMicros = statedMicros - Math.max(micros, demuxer.endMicros());
        if (stated > 0) {
            if (isMuch(missing, stated)) {
                shortfall = address.shown() + " is cut off: " + missing + " of its " + stated + " pictures are missing";
            }
        } else if (statedMicros > 0) {
            if (!isWholeList() && missingMicros > Math.max(TOLERATED_MICROS, statedMicros * TOLERATED_SHARE)) {
                shortfall = address.shown() + " is cut off: it ends " + missingMicros / 1000 + " ms early";
            }
        } else if (end == FileEnd.CUT_OFF) {
            shortfall = address.shown() + " is cut off: the last part of the file is missing";
        }
    }

    private static boolean isMuch(long pictures, long all) {
        return pictures > Math.max(TOLERATED_PICTURES, all * TOLERATED_SHARE);
    }

    /**
     * The durations in an HLS playlist are rounded or nominal; its end tag marks the end, unless something failed
     * before.
     */
    private boolean isWholeList() {
        return isList() && media.trouble() == null;
    }

    @Override
    public Optional<AVStream> tap(PacketTap itsTap) {
        tap = itsTap;
        return Optional.of(demuxer.stream());
    }

    @Override
    public long stamp() {
        return deinterlacer.frame().best_effort_timestamp();
    }

    @Override
    public long micros() {
        return micros;
    }

    @Override
    public Instant arrived() {
        return arrived;
    }

    @Override
    public Mat picture(int maxWidth) throws CameraException {
        return scaler.convert(deinterlacer.frame(), seen().within(maxWidth), orientation);
    }

    @Override
    public Mat luma(int maxWidth) throws CameraException {
        return lumaScaler.convert(deinterlacer.frame(), seen().within(maxWidth), orientation);
    }

    private PictureSize seen() {
        return orientation.swapsSides() ? stretched.onItsSide() : stretched;
    }

    @Override
    public int width() {
        return seen().width();
    }

    @Override
    public int height() {
        return seen().height();
    }

    @Override
    public long bytesRead() {
        return demuxer == null ? 0 : demuxer.bytes();
    }

    @Override
    public long decodeNanos() {
        return decoder == null ? 0 : decoder.nanos() + deinterlacer.nanos();
    }

    @Override
    public long torn() {
        return decoder == null ? 0 : decoder.torn();
    }

    @Override
    public long expectedPictures() {
        if (!ends) {
            return 0;
        }
        long stated = demuxer.statedPictures();
        return stated > 0 ? stated : Math.round(demuxer.durationMicros() * demuxer.fps() / MICROS);
    }

    @Override
    public double fps() {
        return demuxer.fps();
    }

    @Override
    public String codec() {
        return decoder.codecName();
    }

    @Override
    public Duration clump() {
        return demuxer.isList() ? SEGMENT : HICCUP;
    }

    @Override
    public Duration longestGap() {
        return demuxer.isDiscontinuous() ? MAX_GAP : FrameSource.super.longestGap();
    }

    @Override
    public boolean hasEnd() {
        return ends;
    }

    @Override
    public Optional<String> shortfall() {
        return Optional.ofNullable(shortfall);
    }

    @Override
    public void close() {
        scaler.close();
        lumaScaler.close();
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        if (decoder != null) {
            decoder.close();
        }
        if (demuxer != null) {
            demuxer.close();
        }
        deadline.close();
    }
}
