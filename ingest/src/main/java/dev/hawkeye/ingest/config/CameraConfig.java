package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.SettingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One camera. Its {@link #toString()} omits the credentials of the url.
 *
 * @param id name of the camera on every topic: 1 to 100 letters, digits, '.', '_' and '-'
 * @param name display name, see {@link DisplayName}; null when it has only its id
 * @param url source of its pictures: {@code rtsp://}, {@code rtsps://}, {@code http://}, {@code https://}, a video
 *     device ({@code /dev/video0} or {@code v4l2:/dev/video0}), the path of a video file or of a folder of pictures, or
 *     the demo camera {@code synthetic:street}
 * @param fps pictures per second to analyze, 0 for all; for a folder, the rate at which its pictures are read, where 0
 *     means 1
 * @param every analyzes pictures 0, {@code every}, 2 {@code every} … and ignores {@code fps}; 0 to follow {@code fps}
 * @param maxWidth maximum width of the pictures sent, pixels; wider ones are scaled down; 0 for no limit
 * @param jpegQuality 1 to 100
 * @param mode behavior when the detector is slower than the camera; never {@code AUTO}, which the constructor resolves
 * @param transport how RTSP carries the pictures
 * @param verifyCertificate whether {@code https://} and {@code rtsps://} require a trusted certificate
 * @param gate whether pictures in which nothing has changed are sent without a JPEG
 * @param clips whether its events get clips, if the site has clips enabled
 * @param start for files and folders, the capture time of the first picture, or null for the time of opening
 */
public record CameraConfig(
        String id,
        String name,
        String url,
        double fps,
        int every,
        int maxWidth,
        int jpegQuality,
        Mode mode,
        Transport transport,
        boolean verifyCertificate,
        GateMode gate,
        ClipMode clips,
        Instant start) {

    /** Behavior when the detector is slower than the camera. */
    public enum Mode {
        /** {@link #LOSSLESS} for files and folders, which can wait; {@link #LIVE} for everything else. */
        AUTO,
        /**
         * Stays current: a file is played in real time, and pictures that arrive too fast are dropped or shed, and
         * counted.
         */
        LIVE,
        /** Keeps every picture: the source is slowed down to the detector's pace. */
        LOSSLESS
    }

    /** Whether a camera has a gate. */
    public enum GateMode {
        /** It has a gate. */
        AUTO,
        /** Every picture is sent in full. */
        OFF
    }

    /** Whether the events of a camera get clips. */
    public enum ClipMode {
        /** They get clips if the site has clips enabled. */
        AUTO,
        /** They get no clips. */
        OFF
    }

    /** How RTSP carries the pictures. */
    public enum Transport {
        /** TCP, or UDP if the camera does not support TCP. */
        AUTO,
        TCP,
        UDP
    }

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
    private static final double MAX_FPS = 1000;
    private static final int MAX_WIDTH = 65_500; // what a JPEG can hold

    /** @throws SettingException when a value is out of its range, naming the camera */
    public CameraConfig {
        Check.that(
                id != null && ID.matcher(id).matches(),
                "id",
                "must be 1 to 100 letters, digits, '.', '_' and '-'",
                "'" + id + "'");
        try {
            name = DisplayName.checked(name);
            Check.that(
                    url != null && !url.isBlank(), "url", "must be the address or path of a source", "'" + url + "'");
            SourceKind kind = SourceKind.of(url);
            Check.that(fps >= 0 && fps <= MAX_FPS, "fps", "must be from 0 (all) to 1000", fps);
            Check.that(every >= 0, "every", "must be 0 (go by fps) or more", every);
            Check.that(
                    maxWidth == 0 || (maxWidth >= 2 && maxWidth <= MAX_WIDTH),
                    "max-width",
                    "must be 0 (no limit) or 2 to " + MAX_WIDTH + " pixels",
                    maxWidth);
            Check.that(jpegQuality >= 1 && jpegQuality <= 100, "jpeg-quality", "must be from 1 to 100", jpegQuality);
            Check.that(mode != null, "mode", "must be auto, live or lossless", mode);
            Check.that(gate != null, "gate", "must be auto or off", gate);
            Check.that(clips != null, "clips", "must be auto or off", clips);
            Check.that(transport != null, "transport", "must be auto, tcp or udp", transport);
            if (mode == Mode.AUTO) {
                mode = kind == SourceKind.FILE || kind == SourceKind.FOLDER ? Mode.LOSSLESS : Mode.LIVE;
            }
        } catch (SettingException e) {
            throw e.in("camera '" + id + "'");
        }
    }

    /** A camera without a start time. */
    public CameraConfig(String id, String url, double fps, int every, int maxWidth, int jpegQuality, Mode mode) {
        this(id, url, fps, every, maxWidth, jpegQuality, mode, null);
    }

    /** A camera with default transport and certificate checks, and without a gate. */
    public CameraConfig(
            String id, String url, double fps, int every, int maxWidth, int jpegQuality, Mode mode, Instant start) {
        this(id, null, url, fps, every, maxWidth, jpegQuality, mode, Transport.AUTO, true, GateMode.OFF, start);
    }

    /** A camera whose events get clips if the site has clips enabled. */
    public CameraConfig(
            String id,
            String name,
            String url,
            double fps,
            int every,
            int maxWidth,
            int jpegQuality,
            Mode mode,
            Transport transport,
            boolean verifyCertificate,
            GateMode gate,
            Instant start) {
        this(
                id,
                name,
                url,
                fps,
                every,
                maxWidth,
                jpegQuality,
                mode,
                transport,
                verifyCertificate,
                gate,
                ClipMode.AUTO,
                start);
    }

    /**
     * How far it may be ahead of the detector, in its own time; zero for a live camera. If no {@link #fps()} applies,
     * one frame per second is assumed, which is less than it has.
     *
     * @param backlog number of frames that lossless cameras may be ahead
     */
    public Duration ahead(int backlog) {
        double rate = every == 0 && fps > 0 ? fps : 1;
        return mode == Mode.LOSSLESS ? Duration.ofMillis((long) (backlog * 1000 / rate)) : Duration.ZERO;
    }

    /** @return {@link #url()} without user, password and secret parameters, fit for logs and topics */
    public String source() {
        return Redaction.redact(url);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "CameraConfig[id=%s, name=%s, source=%s, fps=%s, every=%d, maxWidth=%d, jpegQuality=%d, mode=%s,"
                        + " transport=%s, verifyCertificate=%s, gate=%s, clips=%s, start=%s]",
                id,
                name,
                source(),
                fps,
                every,
                maxWidth,
                jpegQuality,
                mode,
                transport,
                verifyCertificate,
                gate,
                clips,
                start);
    }
}
