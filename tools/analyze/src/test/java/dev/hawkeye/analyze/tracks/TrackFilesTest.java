package dev.hawkeye.analyze.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.analyze.tracks.TrackedPicture.TrackedBox;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A car drives to the right, through pictures of 1280×720 that were sent with half their size. */
class TrackFilesTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
    private static final DetectedObject GLIMPSE = new DetectedObject(0, "person", 0.9f, 500f, 20f, 520f, 60f);

    @TempDir
    Path directory;

    @Test
    void anObjectHasItsBoxInEveryPictureThatShowsItFromTheFirst() throws IOException {
        // given: picture 4 cannot be analyzed, in picture 6 nothing is found, in picture 2 something that never comes
        // again
        TrackFiles files = files(Scene.NONE, null);

        // when
        for (long i = 0; i < 9; i++) {
            files.write(
                    switch ((int) i) {
                        case 2 -> detection(i, car(i), GLIMPSE);
                        case 4 -> failed(i);
                        case 6 -> detection(i);
                        default -> detection(i, car(i));
                    });
        }
        files.close();

        // then
        assertThat(directory.resolve("gate.csv")).content().isEqualTo("""
                1,1,201.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                2,1,211.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                3,1,221.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                4,1,231.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                6,1,251.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                8,1,271.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                9,1,281.00,301.00,160.00,80.00,0.80000,-1,-1,-1
                """);
    }

    @Test
    void theSpoolHasEveryPictureAlsoWithoutObjects() throws IOException {
        // given
        TrackFiles files = files(Scene.NONE, Files.createDirectories(directory.resolve("spools")));

        // when
        for (long i = 0; i < 5; i++) {
            files.write(i == 3 ? failed(i) : detection(i, car(i)));
        }
        files.close();

        // then
        List<TrackedPicture> pictures = new ArrayList<>();
        try (Spool.Reader spool = new Spool.Reader(TrackFiles.spool(directory.resolve("spools"), "gate"))) {
            for (Optional<TrackedPicture> next = spool.next(); next.isPresent(); next = spool.next()) {
                pictures.add(next.get());
            }
        }
        assertThat(pictures)
                .extracting(TrackedPicture::picture)
                .containsExactlyElementsOf(LongStream.range(0, 5).boxed().toList());
        assertThat(pictures)
                .extracting(picture -> picture.time() - START.toEpochMilli())
                .containsExactly(0L, 40L, 80L, 120L, 160L);
        assertThat(pictures.get(3).boxes()).isEmpty();
        assertThat(pictures.get(4).boxes()).singleElement().satisfies(tracked -> {
            assertThat(tracked.number()).isOne();
            assertThat(tracked.score()).isEqualTo(0.8f);
            assertThat(tracked.box().left() * 1280).isEqualTo(240);
            assertThat(tracked.box().bottom() * 720).isEqualTo(380);
        });
    }

    @Test
    void whatIsInAMaskIsNoObject() throws IOException {
        // given: the left half is masked
        Polygon left = new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)));
        Scene scene =
                new Scene(List.of(), List.of(), List.of(new Mask(left, Anchor.BOTTOM_CENTER)), Map.of(), Map.of());
        TrackFiles files = files(scene, null);

        // when
        for (long i = 0; i < 5; i++) {
            files.write(detection(i, car(i)));
        }
        files.close();

        // then
        assertThat(directory.resolve("gate.csv")).isEmptyFile();
    }

    @Test
    void aPictureIsHandedOnAsSoonAsNothingNewCanBeInIt() throws IOException {
        // given
        List<TrackedPicture> known = new ArrayList<>();
        VideoTracks tracks = new VideoTracks(known::add);

        // when: the third sighting confirms the car, the glimpse keeps its picture open for as long as it may come
        // again
        for (long i = 0; i < 20; i++) {
            tracks.add(i == 10 ? detection(i, car(i), GLIMPSE) : detection(i, car(i)));

            // then
            int waitsFrom = i < 2 ? 0 : i >= 10 && i < 18 ? 10 : (int) i + 1;
            assertThat(known).as("after picture " + i).hasSize(waitsFrom);
        }
        assertThat(known)
                .allSatisfy(picture -> assertThat(picture.boxes())
                        .extracting(TrackedBox::number)
                        .containsExactly(1L));
    }

    private TrackFiles files(Scene scene, Path spools) {
        return new TrackFiles(directory, new WrittenFiles(directory), spools, ByCamera.all(scene));
    }

    private static DetectedObject car(long picture) {
        float x = 100 + 5 * picture;
        return new DetectedObject(2, "car", 0.8f, x, 150f, x + 80, 190f);
    }

    private static Detection detection(long picture, DetectedObject... objects) {
        return of(picture).setObjects(List.of(objects)).build();
    }

    private static Detection failed(long picture) {
        return of(picture).setFate(Fate.FAILED).setReason("torn").build();
    }

    private static Detection.Builder of(long picture) {
        return Detection.newBuilder()
                .setCamera("gate")
                .setStream("s")
                .setSequence(picture)
                .setCaptureTime(START.plusMillis(picture * 40))
                .setPicture(picture)
                .setSourceWidth(1280)
                .setSourceHeight(720)
                .setWidth(640)
                .setHeight(360)
                .setLive(false)
                .setFate(Fate.DETECTED)
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("m.onnx")
                .setModelSha256("0")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L));
    }
}
