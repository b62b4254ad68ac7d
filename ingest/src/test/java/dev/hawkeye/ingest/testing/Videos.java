package dev.hawkeye.ingest.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Videos for tests: {@link Pictures} in MPEG-4 (FFmpeg's own encoder), with B-frames, so that the last pictures come
 * out of a decoder only when it is drained. The index lies at the front of an MP4, so that one that is cut off still
 * opens.
 */
public final class Videos {
    private Videos() {}

    /** @return {@code file}, with exactly {@code frames} pictures; the container is the one that its name says */
    public static Path write(Path file, int width, int height, int frames, double fps) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
                OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            // Transport streams carry no header of the stream, so the codec must repeat its own; it knows 25 pictures a
            // second.
            boolean segments =
                    file.toString().endsWith(".m3u8") || file.toString().endsWith(".ts");
            recorder.setVideoCodec(segments ? avcodec.AV_CODEC_ID_MPEG2VIDEO : avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(fps);
            recorder.setVideoBitrate(2_000_000);
            recorder.setMaxBFrames(
                    file.toString().endsWith(".ts") ? 0 : 2); // there presentation is in the order of packets
            recorder.setOption("movflags", "faststart");
            recorder.start();
            for (int i = 0; i < frames; i++) {
                try (Mat picture = Pictures.blocks(width, height, i);
                        Frame frame = converter.convert(picture)) {
                    recorder.record(frame);
                }
            }
            recorder.stop();
            return file;
        }
    }
}
