package dev.hawkeye.ingest.clips;

import static dev.hawkeye.ingest.clips.FilmedRing.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.clips.ClipsConfig.Kind;
import dev.hawkeye.ingest.clips.Recording.Outcome;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.spool.Spool;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final long HALF_A_MINUTE = 30_000;
    private static final long TWO_MINUTES = 120_000;

    @TempDir
    static Path films;

    @TempDir
    Path folder;

    private static Path film; // of ten seconds

    private final PacketRing ring = new PacketRing(32 << 20, HALF_A_MINUTE);
    private final ClipsConfig config = TestClips.config("folder");
    private Spool spool;

    @BeforeAll
    static void write() throws Exception {
        film = FilmedRing.h264(films.resolve("ten.mp4"), 10);
    }

    @BeforeEach
    void open() {
        spool = Spool.open(folder.resolve("spool"), 64 << 20);
    }

    @AfterEach
    void close() {
        spool.close();
        ring.close();
    }

    @Test
    void holdsThePacketsAroundAnEventAsTheyCame() throws Exception {
        // given
        FilmedRing.film(ring, film);
        // when
        Clip clip = clip(recording(4_500, 5_000L));
        // then it begins with the key frame before 3.5 s, and ends with the last picture before 6 s
        assertThat(clip.getStart().toEpochMilli() - START_MILLIS).isEqualTo(3_000);
        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(6_000);
        assertThat(clip.getCodec()).isEqualTo("h264");
        assertThat(clip.getDurationMillis()).isEqualTo(3_040);
        assertThat(FilmedRing.pictures(spool.part("e1"))).hasSize(76).endsWith(3_000_000L);
        assertThat(clip.getBytes()).isEqualTo(Files.size(spool.part("e1")));
        assertThat(clip.getSha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void knowsWhichOfItsPicturesWereFrames() throws Exception {
        FilmedRing.film(ring, film);

        Clip clip = clip(recording(4_500, 5_000L));

        assertThat(clip.getFrames()).hasSize(16);
        assertThat(clip.getFrames())
                .allSatisfy(frame -> assertThat(frame.getAt())
                        .isEqualTo((int) (frame.getCaptureTime().toEpochMilli() - START_MILLIS - 3_000)));
        assertThat(clip.getFrames())
                .extracting(ClipFrame::getAt)
                .startsWith(0, 200, 400)
                .isSorted();
    }

    @Test
    void playsAsFarAsItGoesWhenItIsCutOff() throws Exception {
        FilmedRing.film(ring, film);
        clip(recording(4_500, 5_000L));
        byte[] whole = Files.readAllBytes(spool.part("e1"));

        Path part = Files.write(folder.resolve("part.mp4"), Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(FilmedRing.pictures(part)).hasSizeBetween(25, 75);
    }

    @Test
    void goesOnUntilItsEventIsOver() throws Exception {
        FilmedRing.film(ring, film);
        Recording recording = recording(2_000, null);
        recording.ended(START_MILLIS + 5_000);

        Clip clip = clip(recording);

        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(6_000);
    }

    @Test
    void isNoLongerThanItMayBe() throws Exception {
        FilmedRing.film(ring, film);

        Clip clip = clip(recording(1_000, 9_000L));

        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(6_000);
    }

    @Test
    void endsWhereItsCameraEnds() throws Exception {
        FilmedRing.film(ring, FilmedRing.h264(folder.resolve("a.mp4"), 4));

        Clip clip = clip(recording(3_000, null));

        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(3_960);
    }

    @Test
    void beginsWithTheCameraWhenThatCameBackShortlyBeforeItsEvent() throws Exception {
        // given a camera that was lost from 4 to 15 s
        CameraPackets camera = ring.open(FilmedRing.CAMERA, 0);
        FilmedRing.film(camera, FilmedRing.h264(folder.resolve("a.mp4"), 4), FilmedRing.START::plus);
        FilmedRing.film(camera, film, time -> FilmedRing.START.plusSeconds(15).plus(time));
        // when
        Clip clip = clip(recording(15_400, 15_900L));
        // then
        assertThat(clip.getStart().toEpochMilli() - START_MILLIS).isEqualTo(15_000);
        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(16_880);
    }

    @Test
    void showsItsEventAfterTheClockWasSetBack() throws Exception {
        // given a clock that was set back by two minutes after 5.5 s
        FilmedRing.film(ring.open(FilmedRing.CAMERA, 0), film, RecordingTest::setBack);
        // when
        Clip late = clip(recording(8_500 - TWO_MINUTES, 9_000 - TWO_MINUTES));
        // then
        assertThat(late.getStart().toEpochMilli() - START_MILLIS).isEqualTo(7_000 - TWO_MINUTES);
        assertThat(late.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(9_960 - TWO_MINUTES);
        // when it was in the middle of the first group
        Clip early = clip(recording(5_700 - TWO_MINUTES, 5_800 - TWO_MINUTES));
        // then
        assertThat(early.getStart().toEpochMilli() - START_MILLIS).isEqualTo(5_000 - TWO_MINUTES);
        assertThat(early.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(6_800 - TWO_MINUTES);
    }

    @Test
    void isAbsentWhenTheClockWasSetBackAfterItsEvent() throws Exception {
        FilmedRing.film(ring.open(FilmedRing.CAMERA, 0), film, RecordingTest::setBack);

        assertThat(outcome(recording(5_000, 5_200L)).reason()).isEqualTo(Reason.CLOCK);
    }

    @Test
    void isAbsentWhenTheClockWasSetBackInTheGroupWithItsEvent() throws Exception {
        // given
        Recording recording = recording(5_100, 5_300L);
        List<Outcome> outcomes = new ArrayList<>();
        // when it begins with the group before
        FilmedRing.film(ring.open(FilmedRing.CAMERA, 0), film, time -> {
            if (time.toMillis() > 5_200 && outcomes.isEmpty()) {
                recording.step(ring).ifPresent(outcomes::add);
            }
            return setBack(time);
        });
        // then
        assertThat(outcomes).extracting(Outcome::reason).containsExactly(Reason.CLOCK);
        assertThat(spool.part("e1")).doesNotExist();
    }

    private static Instant setBack(Duration time) {
        return FilmedRing.START.plus(time).minusMillis(time.toMillis() > 5_500 ? TWO_MINUTES : 0);
    }

    @Test
    void isEncodedWhereTheCameraSendsJPEGs() throws Exception {
        FilmedRing.filmPictures(ring, 50);

        Clip clip = clip(recording(4_500, 5_000L));

        assertThat(clip.getStart().toEpochMilli() - START_MILLIS).isEqualTo(3_400);
        assertThat(clip.getEnd().toEpochMilli() - START_MILLIS).isEqualTo(6_000);
        assertThat(clip.getCodec()).isEqualTo("h264");
        assertThat(FilmedRing.pictures(spool.part("e1"))).hasSize(14).endsWith(2_600_000L);
        assertThat(clip.getFrames()).hasSize(14);
    }

    @Test
    void showsASinglePictureForAMoment() throws Exception {
        FilmedRing.filmPictures(ring, 1);

        Clip clip = clip(recording(0, 0L));

        assertThat(clip.getDurationMillis()).isEqualTo(200);
        assertThat(FilmedRing.pictures(spool.part("e1"))).hasSize(1);
    }

    @Test
    void isAbsentWhenItsEventBeganBeforeIngest() throws Exception {
        FilmedRing.film(ring, film);

        assertThat(outcome(recording(-1_000, 500L)).reason()).isEqualTo(Reason.RESTARTED);
    }

    @Test
    void isAbsentWhenTheRingIsTooSmall() throws Exception {
        PacketRing small = new PacketRing(96 << 10, HALF_A_MINUTE);
        FilmedRing.film(small, film);

        Outcome outcome = recording(1_000, 1_500L).step(small).orElseThrow();

        assertThat(outcome.reason()).isEqualTo(Reason.RING);
        assertThat(small.bytes()).isBetween(1L, 96L << 10);
        small.close();
    }

    @Test
    void isAbsentWhenTheSpoolIsFull() throws Exception {
        FilmedRing.film(ring, film);
        spool.reserve(64 << 20);

        assertThat(outcome(recording(2_000, 2_500L)).reason()).isEqualTo(Reason.SPOOL);
        assertThat(spool.part("e1")).doesNotExist();
    }

    @Test
    void waitsWhileItsCameraHasSentNothing() {
        ring.open(FilmedRing.CAMERA, 0);

        assertThat(recording(0, 500L).step(ring)).isEmpty();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "HAWKEYE_DATA", matches = ".+")
    void holdsWhatARealCameraHasSent() throws Exception {
        Path video = Path.of(System.getenv("HAWKEYE_DATA"), "videos/one-by-one-person-detection.mp4");
        FilmedRing.film(ring, video);
        Optional<PacketRing.Extent> extent = ring.extent(FilmedRing.CAMERA);
        long event = extent.orElseThrow().first() - START_MILLIS + 5_000;

        Clip clip = clip(recording(event, event + 1_000));

        List<Long> pictures = FilmedRing.pictures(spool.part("e1"));
        assertThat(pictures.size()).isBetween(25, 400);
        assertThat(clip.getFrames().size()).isBetween(pictures.size() / 5 - 1, pictures.size() / 5 + 1);
    }

    private Recording recording(long start, Long end) {
        Long ended = end == null ? null : Long.valueOf(START_MILLIS + end);
        return new Recording(
                new Span("e1", FilmedRing.CAMERA, "car", Kind.APPEARED, START_MILLIS + start, ended), config, spool);
    }

    private Clip clip(Recording recording) {
        return outcome(recording).clip();
    }

    private Outcome outcome(Recording recording) {
        return recording.step(ring).orElseThrow();
    }
}
