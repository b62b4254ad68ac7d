package dev.hawkeye.ingest.input;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.HttpMedia;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.http.HttpAccess;
import dev.hawkeye.ingest.http.HttpAnswer;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.PacketTap;
import dev.hawkeye.ingest.source.StopSignal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** An HTTP camera. Its first response determines how it is read: as JPEGs, or by FFmpeg (HLS, MPEG-TS, MP4). */
final class HttpSource implements FrameSource {
    private static final int PEEK = 16;

    private final SourceAddress address;
    private final CameraConfig camera;
    private final StopSignal stop;
    private final Deadline deadline;
    private HttpAnswer first;
    private HttpMedia media;
    private FrameSource source;

    HttpSource(SourceAddress address, CameraConfig camera, StopSignal stop) {
        this.address = address;
        this.camera = camera;
        this.stop = stop;
        this.deadline = new Deadline(stop);
    }

    @Override
    public void open() throws CameraException {
        deadline.in(address.stall());
        HttpAccess access;
        try {
            access = new HttpAccess(address.network(), camera.verifyCertificate(), deadline);
            first = access.get();
        } catch (IOException e) {
            throw deadline.isPast() ? address.stalled() : address.failure(e.getMessage());
        }
        try {
            BufferedInputStream body = new BufferedInputStream(first.body(), 1 << 15);
            if (isPictures(first.type(), body)) {
                source = new HttpPictures(address, camera.fps(), access, first, body, deadline, stop);
            } else {
                media = new HttpMedia(access, first, body);
                source = new FFmpegSource(address, 1, deadline, media);
            }
        } catch (IOException e) {
            throw deadline.isPast() ? address.stalled() : address.failure(e.getMessage());
        }
        try {
            source.open();
        } catch (CameraException e) {
            throw explained(e, "cannot be opened");
        }
    }

    private static boolean isPictures(String type, BufferedInputStream body) throws IOException {
        if (type.startsWith("multipart/") || type.startsWith("image/")) {
            body.mark(1);
            body.read(); // fails if there is no data
            body.reset();
            return true;
        }
        body.mark(PEEK);
        byte[] begin = body.readNBytes(3);
        body.reset();
        boolean jpeg =
                begin.length == 3 && begin[0] == (byte) 0xff && begin[1] == (byte) 0xd8 && begin[2] == (byte) 0xff;
        return jpeg || (begin.length > 1 && begin[0] == '-' && begin[1] == '-');
    }

    /** Adds the reason: FFmpeg knows only that reading failed. */
    private CameraException explained(CameraException e, String what) {
        return media == null || media.trouble() == null || deadline.isPast()
                ? e
                : CameraException.temporary(address.shown() + " " + what + ": " + media.trouble());
    }

    @Override
    public boolean next() throws CameraException {
        try {
            return source.next();
        } catch (CameraException e) {
            throw explained(e, "broke off");
        }
    }

    @Override
    public long micros() {
        return source.micros();
    }

    @Override
    public Optional<AVStream> tap(PacketTap tap) {
        return source.tap(tap);
    }

    @Override
    public long stamp() {
        return source.stamp();
    }

    @Override
    public Instant arrived() {
        return source.arrived();
    }

    @Override
    public Mat picture(int maxWidth) throws CameraException {
        return source.picture(maxWidth);
    }

    @Override
    public Mat luma(int maxWidth) throws CameraException {
        return source.luma(maxWidth);
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public int height() {
        return source.height();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public long decodeNanos() {
        return source.decodeNanos();
    }

    @Override
    public long torn() {
        return source.torn();
    }

    @Override
    public long expectedPictures() {
        return source.expectedPictures();
    }

    @Override
    public double fps() {
        return source.fps();
    }

    @Override
    public String codec() {
        return source.codec();
    }

    @Override
    public Duration clump() {
        return source.clump();
    }

    @Override
    public Duration longestGap() {
        return source.longestGap();
    }

    @Override
    public boolean hasEnd() {
        return source.hasEnd();
    }

    @Override
    public Optional<String> shortfall() {
        return source.shortfall();
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
        if (media != null) {
            media.close();
        }
        if (first != null) {
            first.body().close();
        }
        deadline.close();
    }
}
