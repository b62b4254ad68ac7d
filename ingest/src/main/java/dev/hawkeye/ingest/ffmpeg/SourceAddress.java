package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.rtsp.RtspRelay;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.SourceFile;
import dev.hawkeye.settings.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;

/**
 * How FFmpeg is configured to open a source, and how its failures are reported to the user.
 *
 * <p>Data from a source can reference other resources. For a file, FFmpeg may open only files; for RTSP, only RTSP; for
 * HTTP, nothing: {@link HttpMedia} opens everything instead.
 *
 * @param url as configured, with credentials: never shown
 * @param kind any but FOLDER and SYNTHETIC
 * @param stall how long the source may deliver no data
 * @param transport of RTSP
 * @param verifyCertificate of RTSP over TLS
 */
public record SourceAddress(
        String url, SourceKind kind, Duration stall, CameraConfig.Transport transport, boolean verifyCertificate) {
    private static final String MEDIA = "hls,mpegts,mov,matroska,flv,h264,hevc,mpeg,mpegvideo,avi,asf,ogg,mjpeg,mpjpeg,"
            + "aac,mp3,ac3,eac3,webvtt";
    private static final int NO_SUCH_TRANSPORT = -93; // EPROTONOSUPPORT
    private static final int LAST_OF_SYSTEM =
            -4096; // codes above are the operating system's, such as a refused connection

    /** @param stall longest time without any data, after which the source counts as lost */
    public SourceAddress(String url, SourceKind kind, Duration stall) {
        this(url, kind, stall, CameraConfig.Transport.AUTO, true);
    }

    /** The url that FFmpeg opens. The prefix "file:" keeps FFmpeg from parsing a protocol out of a file name. */
    String target() {
        return switch (kind) {
            case FILE, FOLDER -> "file:" + SourceKind.path(url).toAbsolutePath();
            case DEVICE -> SourceKind.device(url);
            case RTSP -> network().withLogin();
            case HTTP -> network().uri().toString(); // to resolve relative addresses; FFmpeg does not see the login
            case SYNTHETIC -> url;
        };
    }

    /** Only for RTSP and HTTP. */
    public NetworkAddress network() {
        return NetworkAddress.parse(url);
    }

    /**
     * @param carrier of RTSP, {@code AUTO} for TCP with UDP as fallback
     * @return to be freed with av_dict_free
     */
    AVDictionary options(CameraConfig.Transport carrier) throws CameraException {
        AVDictionary options = new AVDictionary(null);
        switch (kind) {
            case RTSP -> {
                boolean either = carrier == CameraConfig.Transport.AUTO;
                boolean udp = carrier == CameraConfig.Transport.UDP;
                av_dict_set(options, "rtsp_transport", either ? "tcp+udp" : udp ? "udp" : "tcp", 0);
                if (either) {
                    av_dict_set(options, "rtsp_flags", "prefer_tcp", 0);
                }
                av_dict_set(options, "allowed_media_types", "video", 0);
                av_dict_set(options, "timeout", Long.toString(stall.toNanos() / 1000), 0);
                av_dict_set(options, "fpsprobesize", "0", 0); // skips the frame rate probe, to start at once
                av_dict_set(options, "protocol_whitelist", "rtsp,rtsps,rtp,tcp,udp,tls", 0);
                if (network().isEncrypted() && verifyCertificate) {
                    av_dict_set(options, "tls_verify", "1", 0);
                    av_dict_set(options, "ca_file", TrustedCertificates.file().toString(), 0);
                }
            }
            case HTTP -> {
                av_dict_set(options, "fpsprobesize", "0", 0);
                av_dict_set(options, "format_whitelist", MEDIA, 0);
                av_dict_set(options, "protocol_whitelist", "http,https,crypto", 0);
                av_dict_set(options, "http_persistent", "0", 0); // would bypass HttpMedia
                av_dict_set(options, "http_multiple", "0", 0);
                av_dict_set(options, "extension_picky", "0", 0); // protects local files, which HttpMedia never opens
                av_dict_set(options, "allowed_extensions", "ALL", 0);
                av_dict_set(options, "allowed_segment_extensions", "ALL", 0);
            }
            case FILE, FOLDER -> {
                av_dict_set(options, "pattern_type", "none", 0); // '%' in a name is not a pattern
                av_dict_set(options, "protocol_whitelist", "file", 0);
            }
            case DEVICE, SYNTHETIC -> {}
        }
        return options;
    }

    /**
     * Whether a failed RTSP connection may work over UDP. A camera that supports only UDP should respond with 461, upon
     * which FFmpeg tries UDP, but some send other responses.
     */
    boolean isWorthUdp(int code) {
        return kind == SourceKind.RTSP
                && transport == CameraConfig.Transport.AUTO
                && code != AVERROR_HTTP_UNAUTHORIZED
                && code != AVERROR_HTTP_FORBIDDEN
                && code != AVERROR_HTTP_NOT_FOUND
                && (code < LAST_OF_SYSTEM || code == NO_SUCH_TRANSPORT);
    }

    /**
     * Asks a camera that has refused FFmpeg whether it requires a login that FFmpeg does not support.
     *
     * @param deadline of the question
     * @return a relay to open instead of the camera, and to close; empty if that would not help
     */
    Optional<RtspRelay> relay(int code, Deadline deadline) {
        if (kind != SourceKind.RTSP
                || code != AVERROR_HTTP_UNAUTHORIZED
                || transport == CameraConfig.Transport.UDP
                || !network().hasLogin()) {
            return Optional.empty();
        }
        try {
            return RtspRelay.open(network(), verifyCertificate, stall, deadline);
        } catch (IOException e) {
            return Optional.empty(); // the refusal is reported instead
        }
    }

    /** @return the format to force, or null to detect it */
    AVInputFormat format() throws CameraException {
        if (kind != SourceKind.DEVICE) {
            return null;
        }
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw CameraException.permanent("video devices need FFmpeg's device library, which cannot be loaded: "
                    + e.getMessage() + "; on Debian install libpulse0");
        }
        return av_find_input_format("v4l2");
    }

    /** Reports what is wrong with a file before FFmpeg opens it. */
    void checkFile() throws CameraException {
        if (kind != SourceKind.FILE) {
            return;
        }
        Optional<String> trouble = SourceFile.ofFile(SourceKind.path(url));
        if (trouble.isPresent()) {
            throw CameraException.permanent(trouble.get());
        }
    }

    /** @return the reader of a transport stream; empty for everything else */
    Optional<TransportFile> transportFile() throws CameraException {
        if (kind != SourceKind.FILE) {
            return Optional.empty();
        }
        try {
            return TransportFile.open(SourceKind.path(url));
        } catch (IOException e) {
            throw CameraException.permanent(shown() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The error for a failure to open.
     *
     * @param late whether the deadline had passed
     * @param code FFmpeg's error code, below 0
     */
    public CameraException failure(boolean late, int code) {
        if (kind == SourceKind.FILE) {
            return CameraException.permanent(
                    shown() + " is not a readable video, or is cut off: " + FFmpeg.errorText(code));
        }
        if (code == AVERROR_HTTP_UNAUTHORIZED) {
            return failure(
                    network().hasLogin()
                            ? "it refuses user and password, or requires a login that is not supported (401)"
                            : "it requires user and password (401)");
        }
        return late ? stalled() : CameraException.temporary(shown() + " cannot be opened: " + FFmpeg.errorText(code));
    }

    /** The error for a failure to open that may succeed later. */
    public CameraException failure(String reason) {
        return CameraException.temporary(shown() + " cannot be opened: " + reason);
    }

    /** @param cover whether there is a cover picture */
    CameraException withoutVideo(boolean cover) {
        String message = shown() + " has no video stream" + (cover ? ", only sound with a cover picture" : "");
        return kind == SourceKind.FILE ? CameraException.permanent(message) : CameraException.temporary(message);
    }

    /**
     * The error for a failed read; reading may succeed later.
     *
     * @param code FFmpeg's error code, below 0
     */
    public CameraException lost(int code) {
        return lost(FFmpeg.errorText(code));
    }

    /** The error for a failed read; reading may succeed later. */
    public CameraException lost(String reason) {
        return CameraException.temporary(shown() + " broke off: " + reason);
    }

    /** The error for a stalled source. */
    public CameraException stalled() {
        return CameraException.temporary(shown() + " sent nothing for " + stall.toMillis() + " ms");
    }

    /** @return the address without credentials */
    public String shown() {
        return Redaction.redact(url);
    }

    @Override
    public String toString() {
        return "SourceAddress[" + kind + " " + shown() + "]";
    }
}
