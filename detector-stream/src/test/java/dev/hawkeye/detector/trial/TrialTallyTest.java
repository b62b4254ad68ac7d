package dev.hawkeye.detector.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import dev.hawkeye.vision.detection.Agreement;
import dev.hawkeye.vision.detection.Box;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is added up, which frames are taken, and which pictures are kept. */
final class TrialTallyTest {
    private static final int BUS_BEFORE = 1;
    private static final int BUS_AFTER = 0;

    private long now = 1;

    @Test
    void classesAreComparedByNameAndThoseOfOneModelAloneAreLeftOut() {
        // given
        TrialTally tally = new TrialTally(new CommonClasses(List.of("car", "bus", "dog"), List.of("bus", "cat")));

        // when
        tally.add(detected(10, box(BUS_BEFORE), box(2)), detected(20, box(BUS_AFTER), box(1)));
        tally.add(detected(30, box(BUS_BEFORE)), new Outcome.Failed("broken"));

        // then
        TrialFigures figures = tally.figures();
        assertThat(figures.frames()).isEqualTo(2);
        assertThat(figures.agreement()).isEqualTo(new Agreement(1, 1, 1));
        assertThat(figures.failed()).isEqualTo(1);
        assertThat(figures.times()).isEqualTo(new TrialFigures.Times(1, 20, 20));
        assertThat(figures.timesBefore()).isEqualTo(new TrialFigures.Times(1, 10, 10));
    }

    @Test
    void timesAreThoseOfTheLastInferences() {
        // given
        InferenceTimes times = new InferenceTimes();
        LongStream.rangeClosed(1, 2 * InferenceTimes.KEPT).forEach(times::add);

        // then of 1001 to 2000
        assertThat(times.times()).isEqualTo(new TrialFigures.Times(2_000, 1_500, 1_950));
    }

    @Test
    void aShareOfTheFramesIsTakenAndAtLeastOneInTwoSeconds() {
        long second = 1_000_000_000;
        Sampling sampling = new Sampling(0.25, 2 * second);

        assertThat(LongStream.range(0, 100).filter(i -> sampling.takes(i)).count())
                .isBetween(25L, 27L);
        Sampling rare = new Sampling(0.001, 2 * second);
        assertThat(rare.takes(0)).isTrue();
        assertThat(rare.takes(second)).isFalse();
        assertThat(rare.takes(2 * second)).isTrue();
    }

    @Test
    void picturesWithObjectsAreKeptOneOfACameraInTenSecondsAndTheLastSixteen() {
        // given
        RecentPictures pictures = new RecentPictures(() -> now);
        ByteBuffer jpeg = ByteBuffer.allocate(1_000);

        // when
        pictures.add("gate", jpeg, detected(1));
        pictures.add("gate", jpeg, new Outcome.Failed("broken"));
        pictures.add("gate", jpeg, detected(1, box(0)));
        pictures.add("gate", jpeg, detected(1, box(0)));

        // then
        assertThat(pictures.all()).hasSize(1);

        // and when
        for (int i = 0; i < 40; i++) {
            pictures.add("camera-" + i, jpeg, detected(1, box(0)));
        }
        now += 10_000_000_000L;
        pictures.add("gate", jpeg, detected(1, box(0)));

        // then
        assertThat(pictures.all()).hasSize(RecentPictures.MOST);
        assertThat(pictures.all())
                .last()
                .extracting(RecentPictures.Picture::camera)
                .isEqualTo("gate");
    }

    @Test
    void picturesTakeEightMebibytesAtMost() {
        RecentPictures pictures = new RecentPictures(() -> now);

        pictures.add("huge", ByteBuffer.allocate(RecentPictures.MAX_BYTES + 1), detected(1, box(0)));
        for (int i = 0; i < 5; i++) {
            pictures.add("camera-" + i, ByteBuffer.allocate(RecentPictures.MAX_BYTES / 3), detected(1, box(0)));
        }

        assertThat(pictures.all())
                .extracting(RecentPictures.Picture::camera)
                .containsExactly("camera-2", "camera-3", "camera-4");
    }

    @Test
    void aCameraHasDriftedWhenAWholeHourOfItWasBelowTheBoundUntilOneIsNot() {
        // given
        long hour = DriftTally.HOUR.toNanos();
        DriftTally tally = new DriftTally(0.8, "int8.onnx", "fp32.onnx", () -> now);
        Agreement bad = new Agreement(10, 10, 7);
        Agreement good = new Agreement(10, 10, 9);

        // when
        for (String camera : List.of("gate", "yard", "rare")) {
            tally.add(camera, camera.equals("yard") ? good : camera.equals("rare") ? new Agreement(9, 9, 1) : bad);
            now += hour / 2;
            tally.add(camera, camera.equals("rare") ? Agreement.NONE : bad);
            now -= hour / 2;
        }
        assertThat(tally.drifted()).isEmpty();
        now += hour;
        List.of("gate", "yard", "rare").forEach(camera -> tally.add(camera, good));

        // then yard has reached 0.8, and rare had too few objects
        assertThat(tally.drifted()).containsExactly(Map.entry("gate", 0.7));

        // and when
        now += hour;
        tally.add("gate", good);

        // then
        assertThat(tally.drifted()).isEmpty();
    }

    private static Box box(int classId) {
        return new Box(classId, 0.9f, 0, 0, 10, 10);
    }

    private static Outcome detected(long inferenceNanos, Box... boxes) {
        return new Outcome.Detected(640, 480, List.of(boxes), new StepNanos(0, 0, inferenceNanos, 0), 1);
    }
}
