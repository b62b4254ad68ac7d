package dev.hawkeye.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackerTest {
    private final Tracker tracker = new Tracker();
    private Tracks tracks = new Tracks();

    @ParameterizedTest
    @ValueSource(ints = {40, 100, 200, 500})
    void aWalkerIsOneObjectAtAnyRate(int millis) {
        // when: somebody 200 pixels tall walks a height a second, so that at 2 frames per second no two boxes touch
        List<Step.Seen> seen = new ArrayList<>();
        for (long time = 0; time <= 10_000; time += millis) {
            seen.addAll(tracker.update(tracks, time, List.of(person(100 + 0.2 * time)))
                    .seen());
        }

        // then
        assertThat(seen).isNotEmpty().allMatch(one -> one.track().number() == 1);
        assertThat(tracks.live()).singleElement().satisfies(track -> {
            assertThat(track.hits()).isEqualTo(10_000 / millis + 1);
            assertThat(track.firstSeen()).isZero();
            assertThat(track.lastSeen()).isEqualTo(10_000);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 500})
    void twoWalkersWhoMeetStayThemselves(int millis) {
        Map<Long, List<Double>> ways = new TreeMap<>();
        for (long time = 0; time <= 8_000; time += millis) {
            double way = 0.12 * time;
            Observation right = person(100 + way);
            Observation left = new Observation(box(1060 - way, 340, 80, 200), .8f, "person");
            tracker.update(tracks, time, List.of(right, left))
                    .seen()
                    .forEach(one -> ways.computeIfAbsent(one.track().number(), n -> new ArrayList<>())
                            .add(one.track().lastBox().left()));
        }

        assertThat(ways).hasSize(2);
        assertThat(ways.values()).anySatisfy(way -> assertThat(way).isSorted());
        assertThat(ways.values())
                .anySatisfy(way -> assertThat(way).isSortedAccordingTo((a, b) -> Double.compare(b, a)));
    }

    @Test
    void aGroupThatStartsToWalkKeepsItsIdentitiesAtTwoFramesPerSecond() {
        // given three who stand one behind the other, and then walk by their distance from frame to frame: each is
        // where
        // the next one was
        Map<Long, List<Double>> offsets = new TreeMap<>();
        for (int i = 0; i <= 20; i++) {
            double way = Math.max(0, i - 6) * 60;
            List<Observation> group = List.of(person(100 + way), person(160 + way), person(220 + way));
            for (Step.Seen one : tracker.update(tracks, 500L * i, group).seen()) {
                offsets.computeIfAbsent(one.track().number(), n -> new ArrayList<>())
                        .add(one.track().lastBox().left() - way);
            }
        }

        // then
        assertThat(offsets).hasSize(3);
        assertThat(offsets.values()).allSatisfy(own -> assertThat(own).allMatch(own.get(0)::equals));
    }

    @Test
    void whatEntersFastIsFollowedFromItsFirstSightingOn() {
        // given a cyclist 70 pixels tall who covers 100 pixels between two frames
        List<Step.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Observation cyclist = new Observation(box(100 + 100 * i, 300, 60, 70), .8f, "bicycle");
            seen.addAll(tracker.update(tracks, 500L * i, List.of(cyclist)).seen());
        }

        // then
        assertThat(seen).hasSize(5).allMatch(one -> one.track().number() == 1);
        assertThat(tracks.live()).singleElement().extracting(Track::firstSeen).isEqualTo(0L);
    }

    @Test
    void aCarBehindATruckStandsWhereItStood() {
        // given a car that waits, and a truck that passes nearer to the camera: only the car's roof is seen for 2 s
        List<Double> wheels = new ArrayList<>();
        for (long time = 0; time <= 6_000; time += 200) {
            boolean hidden = time > 2_000 && time < 4_000;
            Observation car = new Observation(box(400, 300, 160, hidden ? 50 : 120), .8f, "car");
            Observation truck = new Observation(box(300, 340, 360, 200), .8f, "truck");
            Step step = tracker.update(tracks, time, hidden ? List.of(car, truck) : List.of(car));
            step.seen().stream()
                    .filter(one -> one.observation() == 0)
                    .forEach(one -> wheels.add(one.track().lastBox().bottom()));
        }

        // then
        assertThat(wheels).hasSizeGreaterThan(25).allSatisfy(y -> assertThat(y).isCloseTo(420, within(6.0)));
    }

    @Test
    void aHalfHiddenVanThatIsAlsoACarIsOneObject() {
        // given a truck whose lower half a bus hides, and from then on a box of a car in the same place
        for (int i = 0; i < 50; i++) {
            boolean hidden = i >= 20;
            Observation truck = new Observation(box(400, 300, 300, hidden ? 150 : 300), .8f, "truck");
            Observation car = new Observation(box(420, 310, 270, 135), .6f, "car");
            Observation bus = new Observation(box(300, 445, 500, 300), .8f, "bus");
            tracker.update(tracks, 200L * i, hidden ? List.of(truck, bus, car) : List.of(truck));
        }

        // then
        assertThat(tracks.live()).extracting(Track::className).containsExactly("truck", "bus");
    }

    @Test
    void timeIsCaptureTimeAndNotANumberOfFrames() {
        // given: 5 frames per second, of which those between 2 s and 3.2 s were shed
        for (long time = 0; time <= 6_000; time += 200) {
            if (time <= 2_000 || time >= 3_200) {
                tracker.update(tracks, time, List.of(person(100 + 0.15 * time)));
            }
        }

        assertThat(tracks.live()).singleElement().extracting(Track::number).isEqualTo(1L);
    }

    @Test
    void whatIsHiddenForAMomentIsTheSameAfterwards() {
        for (long time = 0; time <= 5_000; time += 100) {
            boolean hidden = time > 2_000 && time < 4_000;
            tracker.update(tracks, time, hidden ? List.of() : List.of(person(100 + 0.1 * time)));
        }

        assertThat(tracks.live()).singleElement().extracting(Track::number).isEqualTo(1L);
    }

    @Test
    void whatIsHiddenForLongIsANewObject() {
        List<Track> ended = new ArrayList<>();
        for (long time = 0; time <= 12_000; time += 100) {
            boolean hidden = time > 2_000 && time < 8_000;
            Step step = tracker.update(tracks, time, hidden ? List.of() : List.of(person(100)));
            ended.addAll(step.ended());
        }

        assertThat(ended).singleElement().extracting(Track::lastSeen).isEqualTo(2_000L);
        assertThat(tracks.live()).singleElement().extracting(Track::number).isEqualTo(2L);
    }

    @Test
    void aGlimpseIsNeverConfirmed() {
        List<Step.Seen> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Somewhere else each time, and at the same place again after 1.4 s.
            Observation flash = new Observation(box(300 * (i % 7), 300, 40, 40), .9f, "person");
            seen.addAll(tracker.update(tracks, 200L * i, List.of(flash)).seen());
        }

        assertThat(seen).isEmpty();
        assertThat(tracks.live()).hasSizeLessThan(4);
    }

    @Test
    void aConfirmedTrackBringsItsEarlySightings() {
        tracker.update(tracks, 0, List.of(person(100)));
        tracker.update(tracks, 40, List.of(person(101)));
        Step step = tracker.update(tracks, 80, List.of(person(102)));

        assertThat(step.seen()).singleElement().satisfies(one -> {
            assertThat(one.justConfirmed()).isTrue();
            assertThat(one.track().early()).extracting(Sighting::time).containsExactly(0L, 40L, 80L);
        });
        assertThat(tracker.update(tracks, 120, List.of(person(103))).seen()).noneMatch(Step.Seen::justConfirmed);
        assertThat(tracks.live().get(0).early()).isEmpty();
    }

    @Test
    void aVanThatIsNowACarAndNowATruckIsOneObjectOfTheLikelierClass() {
        for (int i = 0; i <= 20; i++) {
            boolean truck = i % 3 == 1;
            Observation van =
                    new Observation(box(100 + 8 * i, 300, 200, 120), truck ? .5f : .7f, truck ? "truck" : "car");
            tracker.update(tracks, 200L * i, List.of(van));
        }

        assertThat(tracks.live()).singleElement().satisfies(track -> {
            assertThat(track.className()).isEqualTo("car");
            assertThat(track.hits()).isEqualTo(21);
        });
    }

    @Test
    void twoBoxesOfOneVanAreOneObject() {
        for (int i = 0; i <= 10; i++) {
            tracker.update(
                    tracks,
                    200L * i,
                    List.of(
                            new Observation(box(100, 300, 200, 120), .6f, "car"),
                            new Observation(box(102, 301, 200, 121), .5f, "truck")));
        }

        assertThat(tracks.live()).singleElement().extracting(Track::className).isEqualTo("car");
    }

    @Test
    void aCyclistIsAPersonAndABicycle() {
        for (int i = 0; i <= 20; i++) {
            tracker.update(
                    tracks,
                    200L * i,
                    List.of(
                            new Observation(box(100 + 30 * i, 200, 60, 160), .8f, "person"),
                            new Observation(box(80 + 30 * i, 280, 110, 90), .7f, "bicycle")));
        }

        assertThat(tracks.live()).extracting(Track::className).containsExactlyInAnyOrder("person", "bicycle");
        assertThat(tracks.live()).extracting(Track::hits).containsOnly(21);
    }

    @Test
    void aLowScoreContinuesATrackAndNeverBeginsOne() {
        for (int i = 0; i <= 20; i++) {
            List<Observation> seen = new ArrayList<>();
            seen.add(new Observation(box(100 + 5 * i, 300, 80, 200), i > 5 ? .2f : .8f, "person"));
            seen.add(new Observation(box(900, 300, 80, 200), .2f, "person"));
            tracker.update(tracks, 200L * i, seen);
        }

        assertThat(tracks.live()).singleElement().extracting(Track::hits).isEqualTo(21);
    }

    @Test
    void aFrameThatIsNotLaterChangesNothing() {
        tracker.update(tracks, 1_000, List.of(person(100)));
        Tracks.State before = tracks.state();

        assertThat(tracker.update(tracks, 1_000, List.of(person(500))).seen()).isEmpty();
        assertThat(tracker.update(tracks, 900, List.of(person(500))).seen()).isEmpty();

        assertThat(tracks.state()).isEqualTo(before);
    }

    @Test
    void aLongGapWithoutFramesEndsEverything() {
        tracker.update(tracks, 0, List.of(person(100)));
        tracker.update(tracks, 500, List.of(person(100)));

        Step step = tracker.update(tracks, 60_000, List.of(person(100)));

        assertThat(step.ended()).singleElement().extracting(Track::number).isEqualTo(1L);
        assertThat(tracks.live()).noneMatch(Track::isConfirmed);
    }

    @Test
    void oneFrameEveryFiveSecondsIsEnoughForWhatStands() {
        for (int i = 0; i <= 10; i++) {
            tracker.update(tracks, 5_000L * i, List.of(person(100)));
        }

        assertThat(tracks.live()).singleElement().extracting(Track::hits).isEqualTo(11);
    }

    @Test
    void goesOnFromItsStateAsIfItHadNeverStopped() {
        // given: a crowd with drop-outs, followed twice
        Tracks other = new Tracks();
        Tracker second = new Tracker();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            List<Observation> crowd = new ArrayList<>();
            for (int who = 0; who < 20; who++) {
                if (random.nextInt(10) > 0) {
                    double x = 60 * who + 40 * Math.sin(i / 20.0 + who) + random.nextDouble(4);
                    crowd.add(new Observation(
                            box(x, 300 + 5 * who, 50, 120),
                            .3f + random.nextInt(7) / 10f,
                            who % 4 == 0 ? "dog" : "person"));
                }
            }

            // when: one of the two is stopped and resumed at each frame
            tracker.update(tracks, 200L * i, crowd);
            other = new Tracks(other.state());
            second.update(other, 200L * i, crowd);
        }

        // then
        assertThat(tracks.live()).hasSizeGreaterThan(15);
        assertThat(other.state()).isEqualTo(tracks.state());
    }

    @Test
    void nonsenseIsBounded() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            List<Observation> nonsense = new ArrayList<>();
            for (int k = 0; k < 400; k++) {
                double x = random.nextDouble(1e5);
                double y = random.nextDouble(1e5);
                nonsense.add(new Observation(
                        new Box(x, y, x + random.nextDouble(-5, 50), y + random.nextDouble(-5, 50)), 1, "c" + k));
            }
            nonsense.add(new Observation(new Box(-1e30, -1e30, 1e30, 1e30), 1, "all"));
            tracker.update(tracks, 100L * i, nonsense);
        }

        assertThat(tracks.live()).hasSizeLessThanOrEqualTo(TrackerSettings.DEFAULT.maxTracks());
        assertThat(tracks.state().live())
                .allSatisfy(track -> assertThat(track.motion().x().position()).isFinite());
    }

    private static Observation person(double left) {
        return new Observation(box(left, 300, 80, 200), .8f, "person");
    }

    private static Box box(double left, double top, double width, double height) {
        return new Box(left, top, left + width, top + height);
    }
}
