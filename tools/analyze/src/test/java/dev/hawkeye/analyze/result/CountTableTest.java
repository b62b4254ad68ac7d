package dev.hawkeye.analyze.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountTableTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final CountTable table = new CountTable(Duration.ofSeconds(10), Duration.ofSeconds(10));

    @Test
    void isInOrderOfTimeThenCameraThenClassHoweverTheWindowsCome() {
        // given: a car in the last window of b only, pictures in all
        pictures("b", 3);
        pictures("a", 1);
        table.add(window("b", "car", 20, 4));
        table.add(window("b", "person", 0, 2));
        table.add(window("a", "person", 0, 1));

        // then: what was not seen in a window has a count too
        assertThat(lines(table.inOrder()))
                .containsExactly(
                        "0 a person 1",
                        "0 b car 0",
                        "0 b person 2",
                        "10 b car 0",
                        "10 b person 0",
                        "20 b car 4",
                        "20 b person 0");
        assertThat(lines(table.of("a").counts())).containsExactly("0 a person 1");
    }

    @Test
    void aWindowOfNothingHasThePicturesThatWereLookedAt() {
        // given
        table.add(picture("a", 1, Fate.DETECTED));
        table.add(picture("a", 2, Fate.DETECTED));
        table.add(picture("a", 9, Fate.FAILED));
        table.add(window("a", "car", 20, 4));
        table.add(picture("a", 20, Fate.DETECTED));

        // then: and a window without pictures has no count, since nobody looked
        assertThat(table.inOrder())
                .extracting(
                        Count::start,
                        Count::framesAnalysed,
                        Count::framesFailed,
                        Count::mean,
                        Count::objects,
                        Count::newObjects)
                .containsExactly(tuple(START, 2L, 1L, 0.0, 0L, 0L), tuple(START.plusSeconds(20), 2L, 0L, 2.0, 2L, 1L));
    }

    @Test
    void aVideoInWhichNothingWasSeenHasItsWindowsWithoutAClass() {
        // given
        pictures("a", 2);

        // then
        assertThat(lines(table.inOrder())).containsExactly("0 a  0", "10 a  0");
    }

    @Test
    void aPictureBelongsToEachOfTheWindowsThatOverlap() {
        // given
        CountTable overlapping = new CountTable(Duration.ofSeconds(10), Duration.ofSeconds(5));

        // when
        overlapping.add(picture("a", 12, Fate.DETECTED));

        // then
        assertThat(overlapping.inOrder())
                .extracting(Count::start)
                .containsExactly(START.plusSeconds(5), START.plusSeconds(10));
    }

    private void pictures(String camera, int windows) {
        for (int second = 0; second < windows * 10; second++) {
            table.add(picture(camera, second, Fate.DETECTED));
        }
    }

    private static List<String> lines(Stream<Count> counts) {
        return counts.map(count -> Duration.between(START, count.start()).toSeconds() + " " + count.camera() + " "
                        + count.className() + " " + count.detections())
                .toList();
    }

    private static WindowCount window(String camera, String className, int second, long detections) {
        return WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(START.plusSeconds(second))
                .setWindowEnd(START.plusSeconds(second + 10L))
                .setIsFinal(true)
                .setFramesAnalysed(2)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(1)
                .setDetections(detections)
                .setMean(detections / 2.0)
                .setPeak(1)
                .setObjects(2)
                .setNewObjects(1)
                .build();
    }

    private static Detection picture(String camera, int second, Fate fate) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(second)
                .setCaptureTime(START.plusSeconds(second))
                .setWidth(4)
                .setHeight(4)
                .setLive(false)
                .setFate(fate)
                .setFrame(new FrameRef("frames", 0, 0L))
                .setObjects(List.of())
                .setModel("m.onnx")
                .setModelSha256("0")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }
}
