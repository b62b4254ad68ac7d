package dev.hawkeye.testing.cameras;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Videos for tests: {@link PlainPictures} in MPEG-4 (FFmpeg's own encoder), with B-frames, so that a decoder outputs
 * the last pictures only when drained. The index of an MP4 is at the front, so a truncated file still opens.
 */
public final class Videos {
    private Videos() {}

    /** @return {@code file}, with exactly {@code frames} pictures; its name determines the container */
    public static Path write(Path file, int width, int height, int frames, double fps) throws IOException {
        return write(file, width, height, frames, fps, recorder -> {});
    }

    /** @param settings the settings of the recorder, in addition to those of all videos */
    public static Path write(
            Path file, int width, int height, int frames, double fps, Consumer<FFmpegFrameRecorder> settings)
            throws IOException {
        return write(file, width, height, frames, fps, settings, i -> PlainPictures.blocks(width, height, i));
    }

    /** @param pictures the pictures by index, BGR; closed here */
    public static Path write(
            Path file,
            int width,
            int height,
            int frames,
            double fps,
            Consumer<FFmpegFrameRecorder> settings,
            IntFunction<Mat> pictures)
            throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            // A transport stream has no header for the stream, so the codec must repeat its own; it supports 25
            // pictures a second.
            boolean segments =
                    file.toString().endsWith(".m3u8") || file.toString().endsWith(".ts");
            recorder.setVideoCodec(segments ? avcodec.AV_CODEC_ID_MPEG2VIDEO : avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(fps);
            recorder.setVideoBitrate(2_000_000);
            recorder.setMaxBFrames(
                    file.toString().endsWith(".ts") ? 0 : 2); // there, presentation order is packet order
            recorder.setOption("movflags", "faststart");
            settings.accept(recorder);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                try (Mat picture = pictures.apply(i);
                        Frame frame = converter.convert(picture)) {
                    recorder.record(frame);
                }
            }
            if (recorder.getAudioChannels() > 0) { // sound that lasts twice as long
                int samples = (int) (2 * frames / fps * recorder.getSampleRate());
                recorder.recordSamples(recorder.getSampleRate(), 1, ShortBuffer.allocate(samples));
            }
            recorder.stop();
            return file;
        }
    }

    /** Concatenates several files, as {@code cat} does. */
    public static Path join(Path file, Path... parts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Path part : parts) {
                Files.copy(part, out);
            }
        }
        return file;
    }
}
