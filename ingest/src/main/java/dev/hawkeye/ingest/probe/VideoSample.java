package dev.hawkeye.ingest.probe;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.Demuxer;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Extracts pictures from a video file at even intervals. */
public final class VideoSample {
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);
    private static final int JPEG_QUALITY = 95;

    private VideoSample() {}

    /**
     * Reads the whole file twice and decodes it once, because the length stated in a file is often wrong.
     *
     * @param count of pictures, at least 1; a shorter file yields all it has
     * @param taken called with the number of pictures so far; an exception that it throws ends the reading
     * @return JPEGs at the file's resolution, in order
     * @throws IllegalArgumentException with a one-sentence message, when it is not a video file
     */
    public static List<byte[]> evenly(Path file, int count, IntConsumer taken) {
        SourceAddress address = new SourceAddress(file.toString(), SourceKind.FILE, STALL_TIMEOUT);
        List<byte[]> sample = new ArrayList<>();
        try (FrameSource source = new FFmpegSource(address, 2, new StopSignal());
                JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY)) {
            source.open();
            long pictures = pictures(address);
            for (long index = 0; sample.size() < count && source.next(); index++) {
                if (pictures <= count || index * count / pictures >= sample.size()) {
                    sample.add(encoder.encode(source.picture(0)));
                    taken.accept(sample.size());
                }
            }
        } catch (CameraException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return sample;
    }

    private static long pictures(SourceAddress address) throws CameraException {
        try (Deadline deadline = new Deadline(new StopSignal())) {
            deadline.in(STALL_TIMEOUT);
            try (Demuxer demuxer = Demuxer.open(address, deadline, null)) {
                while (demuxer.read() == 0) {
                    deadline.in(STALL_TIMEOUT);
                }
                return demuxer.packets();
            }
        }
    }
}
