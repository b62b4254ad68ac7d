package dev.hawkeye.tracking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.tracking.Box;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final double FPS = 10;

    @Test
    void givesAnObjectOneIdInAllFramesThatShowItAndInNoOther() {
        IntFunction<List<MotBox>> walker = frame -> frame == 6 ? List.of() : List.of(walker(frame, -1));

        MotSequence tracks = Replay.of(frames(12, walker), FPS);

        assertThat(tracks.frames()).isEqualTo(12);
        for (int frame = 1; frame <= 12; frame++) {
            assertThat(tracks.frame(frame)).isEqualTo(frame == 6 ? List.of() : List.of(walker(frame, 1)));
        }
    }

    @Test
    void keepsTwoObjectsApart() {
        MotSequence truth = frames(12, frame -> List.of(walker(frame, 1), standing(2)));

        MotSequence tracks = Replay.of(frames(12, frame -> List.of(standing(-1), walker(frame, -1))), FPS);

        assertThat(Evaluation.of(truth, tracks).hota()).isEqualTo(1);
    }

    @Test
    void reportsNothingThatWasSeenInOneFrameOnly() {
        MotSequence tracks = Replay.of(
                frames(12, frame -> frame == 4 ? List.of(walker(frame, -1), standing(-1)) : List.of(walker(frame, -1))),
                FPS);

        assertThat(tracks.boxes()).isEqualTo(12);
    }

    @Test
    void confirmsByTimeAndNotByFrames() {
        MotSequence seenTwice = frames(12, frame -> frame == 1 || frame == 12 ? List.of(standing(-1)) : List.of());

        assertThat(Replay.of(seenTwice, 1000).boxes()).isZero();
        assertThat(Replay.of(seenTwice, 50).boxes()).isEqualTo(2);
        assertThat(Replay.of(seenTwice, 1).boxes()).isZero();
    }

    @Test
    void onlineLeavesOutWhatAFrameCouldNotKnowYet() {
        MotSequence tracks = Replay.online(frames(12, frame -> List.of(walker(frame, -1))), FPS);

        assertThat(tracks.frame(1)).isEmpty();
        assertThat(tracks.frame(12)).isEqualTo(List.of(walker(12, 1)));
        assertThat(tracks.boxes()).isLessThan(12);
    }

    @Test
    void tellsClassesApart() {
        IntFunction<List<MotBox>> passing = frame -> List.of(
                new MotBox(-1, walker(frame, -1).box(), 0.9, 1),
                new MotBox(-1, walker(frame, -1).box(), 0.8, 2));

        assertThat(Replay.of(frames(12, passing), FPS).boxes()).isEqualTo(12);
    }

    private static MotSequence frames(int count, IntFunction<List<MotBox>> boxes) {
        return MotSequence.of(IntStream.rangeClosed(1, count).mapToObj(boxes).toList());
    }

    private static MotBox walker(int frame, int id) {
        return new MotBox(id, new Box(100 + 5 * frame, 100, 140 + 5 * frame, 200));
    }

    private static MotBox standing(int id) {
        return new MotBox(id, new Box(500, 100, 540, 200));
    }
}
