package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.site.Closing;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import dev.hawkeye.tracking.scene.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip as ingest makes it, played by a real browser with boxes drawn over it. */
class ClipInBrowserIT {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int SECONDS = 4;
    private static final String KEY = "gate/2026-05-01/e1.mp4";
    private static final String VIDEO = "document.querySelector('[data-testid=event-clip]')";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static ConsoleAlone site;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(directory);
        site = new ConsoleAlone(
                Files.createDirectories(directory.resolve("kafka")), ByCamera.all(Scene.NONE), config());
        await().atMost(PATIENCE).until(site::isReady);
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(browser, site);
    }

    @Test
    void plays_is_scrubbed_with_boxes_and_is_downloaded() throws Exception {
        // given: a clip with one object in its first second, and two in the second after that
        Path file = Files.createDirectories(directory.resolve("clips/gate/2026-05-01"))
                .resolve("e1.mp4");
        long millis = write(file);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(SECONDS);
        List<ClipFrame> frames = new ArrayList<>();
        for (int i = 0; i < 5 * SECONDS; i++) {
            Instant captured = start.plusMillis(200L * i);
            DetectedObject[] objects =
                    i < 5 ? new DetectedObject[] {box(0.1f)} : new DetectedObject[] {box(0.1f), box(0.6f)};
            site.film("gate", i, captured, PlainPictures.encoded(".jpg", WIDTH, HEIGHT, i), WIDTH, HEIGHT, objects);
            frames.add(new ClipFrame(200 * i, captured));
        }
        site.send(site.topics.events(), "gate", Event.class, event(start));
        site.send(site.topics.clips(), "gate", Clip.class, clip(file, start, millis, frames));

        // when
        browser.open(site.page() + "#/events");
        browser.element("[data-event=e1]").click();
        browser.element("[data-testid=event-play]").click();
        browser.evaluate(VIDEO + ".play()");

        // then it plays
        browser.awaitTrue("return " + VIDEO + ".currentTime > 0.2");
        assertThat(((Number) browser.evaluate("return " + VIDEO + ".duration")).doubleValue())
                .isBetween(SECONDS - 0.1, SECONDS + 0.1);

        // and its boxes are those of the picture that is shown
        browser.evaluate(VIDEO + ".pause(); " + VIDEO + ".currentTime = 0.5");
        browser.awaitTrue("return document.querySelector('.clip').dataset.boxes === '1'");
        browser.evaluate(VIDEO + ".currentTime = 3.1");
        browser.awaitTrue("return document.querySelector('.clip').dataset.boxes === '2'");
        browser.awaitTrue(
                "const canvas = document.querySelector('.clip canvas');"
                        + "return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(x => x > 0)");

        // and the link has the whole file
        String link = browser.element("[data-testid=event-clip-download]").getAttribute("href");
        assertThat(browser.evaluate("return (async () => (await (await fetch(arguments[0])).blob()).size)()", link))
                .isEqualTo(Files.size(file));
        browser.assertNoErrors();
    }

    /** @return how long it plays, ms */
    private static long write(Path file) throws Exception {
        Path video = Videos.write(directory.resolve("video.mp4"), WIDTH, HEIGHT, 25 * SECONDS, 25, recorder -> {
            recorder.setVideoCodecName("libopenh264");
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setMaxBFrames(0);
            recorder.setGopSize(25);
        });
        try (PacketRing ring = new PacketRing(16 << 20, Duration.ofMinutes(1).toMillis())) {
            CameraPackets packets = ring.open("gate");
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
            Optional<WholeGroup> group = ring.groupAt("gate", 0);
            try (ClipFile clip = ClipFile.create(file, group.orElseThrow().format())) {
                for (;
                        group.isPresent();
                        group = ring.groupAfter("gate", group.get().number())) {
                    for (Packet packet : group.get().packets()) {
                        clip.add(packet);
                    }
                }
                return clip.finish();
            }
        }
    }

    private static Event event(Instant start) {
        return Event.newBuilder()
                .setId("e1")
                .setCamera("gate")
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

    private static Clip clip(Path file, Instant start, long millis, List<ClipFrame> frames) throws Exception {
        return Clip.newBuilder()
                .setEvent("e1")
                .setCamera("gate")
                .setFate(ClipFate.STORED)
                .setAddress(directory.resolve("clips").toUri() + KEY)
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

    private static DetectedObject box(float left) {
        return new DetectedObject(2, "car", 0.9f, left * WIDTH, 0.4f * HEIGHT, (left + 0.2f) * WIDTH, 0.7f * HEIGHT);
    }

    private static ClipsConfig config() {
        return new ClipsConfig(
                directory.resolve("clips").toString(),
                "",
                "us-east-1",
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                DataSize.parse("16 MiB"),
                Path.of(""),
                DataSize.parse("64 MiB"),
                Duration.ofDays(1),
                Duration.ZERO,
                DataSize.parse("500 MiB"),
                Duration.ofHours(1));
    }
}
