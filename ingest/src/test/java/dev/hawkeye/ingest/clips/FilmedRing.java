package dev.hawkeye.ingest.clips;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.ring.VideoFormat;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.global.avutil;

/** A ring that is filled from a file, as ingest fills it, whose first picture was captured at {@link #START}. */
public final class FilmedRing {
    static final String CAMERA = "gate";
    static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
    static final long START_MILLIS = START.toEpochMilli();

    private FilmedRing() {}

    /** H.264, a key frame every second, 25 pictures a second. */
    public static Path h264(Path file, int seconds) throws IOException {
        return Videos.write(file, 320, 240, 25 * seconds, 25, recorder -> {
            recorder.setVideoCodecName("libopenh264");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setMaxBFrames(0);
            recorder.setGopSize(25);
            recorder.setVideoBitrate(400_000);
        });
    }

    /** Reads a file into the ring; every fifth picture is a frame. */
    static void film(PacketRing ring, Path video) throws CameraException {
        film(ring.open(CAMERA, 0), video, START::plus);
    }

    /**
     * One opening of the camera.
     *
     * @param clock capture time of a picture, by the time since the first
     */
    static void film(CameraPackets packets, Path video, Function<Duration, Instant> clock) throws CameraException {
        try (FrameSource source = open(video)) {
            source.open();
            source.tap(packets).filter(VideoFormat::isPlayable).ifPresentOrElse(packets::begin, packets::beginPictures);
            for (int index = 0; source.next(); index++) {
                Instant captured = clock.apply(Duration.of(source.micros(), ChronoUnit.MICROS));
                packets.picture(source.stamp(), captured, index % 5 == 0);
            }
        } finally {
            packets.end();
        }
    }

    /** JPEGs, five a second, as ingest sends them. */
    static void filmPictures(PacketRing ring, int count) {
        CameraPackets packets = ring.open(CAMERA, 0);
        packets.beginPictures();
        for (int i = 0; i < count; i++) {
            Instant captured = START.plusMillis(200L * i);
            if (i % 4 == 3) {
                packets.unchanged(captured);
            } else {
                packets.jpeg(PlainPictures.encoded(".jpg", 321, 241, i), captured);
            }
        }
        packets.end();
    }

    /** Presentation times of the pictures of a file that can be decoded, µs. */
    public static List<Long> pictures(Path video) throws CameraException {
        List<Long> times = new ArrayList<>();
        try (FrameSource source = open(video)) {
            source.open();
            while (source.next()) {
                times.add(source.micros());
            }
        }
        return times;
    }

    private static FrameSource open(Path video) {
        return new FFmpegSource(
                new SourceAddress(video.toString(), SourceKind.FILE, Duration.ofSeconds(10)), 1, new StopSignal());
    }
}
