package dev.hawkeye.app;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.mp4.ClipFile;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.ring.Packet;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.ring.PacketRing.WholeGroup;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;

/** A clip of a film, written as ingest writes it, and the records of it and its event. */
final class FilmedClip {
    static final String CAMERA = "door";
    static final String EVENT = "e-filmed";
    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    static final int SECONDS = 4;

    private static final String KEY = CAMERA + "/2026-05-01/" + EVENT + ".mp4";

    private final Path store;
    private final Path file;
    private final long millis;

    /** @param directory for the folder of clips and for the film */
    FilmedClip(Path directory) throws Exception {
        store = store(directory);
        file = store.resolve(KEY);
        Files.createDirectories(file.getParent());
        millis = write(directory.resolve("video.mp4"), file);
    }

    private static Path store(Path directory) {
        return directory.resolve("clips");
    }

    long bytes() throws Exception {
        return Files.size(file);
    }

    /** @return how long it plays, ms */
    private static long write(Path video, Path file) throws Exception {
        Videos.write(video, WIDTH, HEIGHT, 25 * SECONDS, 25, recorder -> {
            recorder.setVideoCodecName("libopenh264");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setMaxBFrames(0);
            recorder.setGopSize(25);
        });
        try (PacketRing ring = new PacketRing(16 << 20, Duration.ofMinutes(1).toMillis())) {
            CameraPackets packets = ring.open(CAMERA, 0);
            try (FrameSource source = new FFmpegSource(
                    new SourceAddress(video.toString(), SourceKind.FILE, Duration.ofSeconds(10)),
                    1,
                    new StopSignal())) {
                source.open();
                packets.begin(source.tap(packets).orElseThrow());
                while (source.next()) {
                    packets.picture(source.stamp(), Instant.ofEpochMilli(source.micros() / 1000), false);
                }
            }
            packets.end();
            Optional<WholeGroup> group = ring.groupAt(CAMERA, 0, 0);
            try (ClipFile clip = ClipFile.create(file, group.orElseThrow().format())) {
                for (;
                        group.isPresent();
                        group = ring.groupAfter(CAMERA, group.get().number())) {
                    for (Packet packet : group.get().packets()) {
                        clip.add(packet);
                    }
                }
                return clip.finish();
            }
        }
    }

    static Event event(Instant start) {
        return Event.newBuilder()
                .setId(EVENT)
                .setCamera(CAMERA)
                .setClassName("car")
                .setKind(EventKind.LEFT)
                .setType(EventType.LEFT)
                .setStart(start)
                .setConfirmed(start)
                .setEnd(start.plusSeconds(SECONDS))
                .setPeak(2)
                .setConfidence(0.9f)
                .setUploaded(false)
                .build();
    }

    Clip clip(Instant start, List<ClipFrame> frames) throws Exception {
        return Clip.newBuilder()
                .setEvent(EVENT)
                .setCamera(CAMERA)
                .setFate(ClipFate.STORED)
                .setAddress(file.toUri().toString())
                .setSha256("0".repeat(64))
                .setBytes(Files.size(file))
                .setDurationMillis(millis)
                .setCodec("h264")
                .setStart(start)
                .setEnd(start.plusSeconds(SECONDS))
                .setMade(Instant.now())
                .setFrames(frames)
                .build();
    }

    /** Settings of a console that plays it. */
    static ClipsConfig config(Path directory) {
        return new ConfigReader()
                .set("detector.model", "any.onnx", "test")
                .set("clips.storage", store(directory).toString(), "test")
                .read()
                .clips();
    }
}
