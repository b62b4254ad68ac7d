package dev.hawkeye.ingest;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avdevice;

/**
 * How FFmpeg is told to reach a source, and how its failures are told to people.
 *
 * @param url as configured, credentials and all: never shown
 * @param kind any but FOLDER and SYNTHETIC
 * @param stall longest time that the source may give nothing
 */
record SourceAddress(String url, SourceKind kind, Duration stall) {

    /** What FFmpeg opens. "file:" before a path keeps FFmpeg from seeing a protocol in a file's name. */
    String target() {
        return switch (kind) {
            case FILE, FOLDER -> "file:" + SourceKind.path(url).toAbsolutePath();
            case DEVICE -> SourceKind.device(url);
            case RTSP, HTTP, SYNTHETIC -> url;
        };
    }

    /** @return to be freed with av_dict_free */
    AVDictionary options() {
        AVDictionary options = new AVDictionary(null);
        String micros = Long.toString(stall.toNanos() / 1000);
        switch (kind) {
            case RTSP -> {
                av_dict_set(options, "rtsp_transport", "tcp", 0);
                av_dict_set(options, "allowed_media_types", "video", 0);
                av_dict_set(options, "timeout", micros, 0);
                av_dict_set(options, "fpsprobesize", "0", 0); // the frame rate is not needed: begin at once
            }
            case HTTP -> {
                av_dict_set(options, "rw_timeout", micros, 0);
                av_dict_set(options, "fpsprobesize", "0", 0);
            }
            case FILE, FOLDER -> av_dict_set(options, "pattern_type", "none", 0); // '%' in a name is no pattern
            case DEVICE, SYNTHETIC -> {}
        }
        return options;
    }

    /** @return the format to force, or null to find it out */
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

    /** Says what is wrong with a file before FFmpeg is asked. */
    void checkFile() throws CameraException {
        if (kind != SourceKind.FILE) {
            return;
        }
        Path file = SourceKind.path(url);
        if (!Files.exists(file)) {
            throw CameraException.permanent("there is no file " + file);
        }
        if (!Files.isReadable(file)) {
            throw CameraException.permanent(file + " may not be read");
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                throw CameraException.permanent(file + " is empty");
            }
        } catch (IOException e) {
            throw CameraException.permanent(file + " cannot be read: " + e.getMessage());
        }
    }

    CameraException failure(boolean late, int code) {
        if (kind == SourceKind.FILE) {
            return CameraException.permanent(
                    shown() + " is no video that can be read, or is cut off: " + FFmpeg.errorText(code));
        }
        return late ? stalled() : CameraException.temporary(shown() + " cannot be opened: " + FFmpeg.errorText(code));
    }

    CameraException withoutVideo() {
        String message = shown() + " has no video stream";
        return kind == SourceKind.FILE ? CameraException.permanent(message) : CameraException.temporary(message);
    }

    CameraException lost(int code) {
        return CameraException.temporary(shown() + " broke off: " + FFmpeg.errorText(code));
    }

    CameraException stalled() {
        return CameraException.temporary(shown() + " gave nothing for " + stall.toMillis() + " ms");
    }

    /** @return without credentials */
    String shown() {
        return Redaction.redact(url);
    }

    @Override
    public String toString() {
        return "SourceAddress[" + kind + " " + shown() + "]";
    }
}
