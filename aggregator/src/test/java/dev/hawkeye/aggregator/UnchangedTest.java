package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.config.EventsOf;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that refer to an earlier one, since their picture does not differ from its. */
final class UnchangedTest {

    @Test
    void countsTheObjectsOfTheFrameItRefersTo() {
        try (AggregatorDriver driver = new AggregatorDriver(new ConfigBuilder())) {
            driver.send(gated(at(0, 1).with("car", .9, .8)));
            driver.send(unchanged(at(1, 2), 0));
            driver.send(unchanged(at(2, 3), 0));
            driver.send(at(3, 12).detection());

            assertThat(driver.shortCloudCounts())
                    .containsExactly("gate car 0-10 final with 3/3 sum 6 peak 2 shed 0 failed 0");
        }
    }

    @Test
    void hasFailedIfThatFrameHas() {
        try (AggregatorDriver driver = new AggregatorDriver(new ConfigBuilder())) {
            driver.send(gated(at(0, 1).with("car", .9)));
            driver.send(gated(at(1, 2).fate(Fate.SHED)));
            driver.send(unchanged(at(2, 3), 1));
            driver.send(gated(at(3, 4).fate(Fate.FAILED)));
            driver.send(unchanged(at(4, 5), 3));
            driver.send(unchanged(at(5, 6), 3));
            driver.send(at(6, 12).detection());

            assertThat(driver.shortCloudCounts())
                    .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 2 failed 3");
        }
    }

    @Test
    void hasFailedIfThatFrameIsNotKnown() {
        try (AggregatorDriver driver = new AggregatorDriver(new ConfigBuilder())) {
            driver.send(gated(at(0, 1).with("car", .9)));
            driver.send(unchanged(at(2, 2), 1)); // frame 1 never came
            driver.send(gated(at(0, 3).in("s2").with("car", .9)));
            driver.send(unchanged(at(0, 4).in("s3"), 0)); // of another stream
            driver.send(at(1, 5).in("s3").with("car", .9).detection()); // its camera has no gate
            driver.send(unchanged(at(2, 6).in("s3"), 1));
            driver.send(at(3, 12).in("s3").detection());

            assertThat(driver.shortCloudCounts())
                    .containsExactly("gate car 0-10 final with 3/3 sum 3 peak 1 shed 0 failed 3");
        }
    }

    @Test
    void hasThePictureOfTheFrameItRefersTo() {
        try (AggregatorDriver driver = new AggregatorDriver(new ConfigBuilder())) {
            Detection first = gated(at(0, 1).box("car", .9, 100, 100, 300, 200));
            driver.frames.put(first.getFrame(), jpegOf(driver, first));
            driver.send(first);
            driver.send(unchanged(at(1, 2), 0));
            driver.send(unchanged(at(2, 3), 0));

            assertThat(driver.kept()).singleElement().satisfies(keyframe -> {
                assertThat(keyframe.getFrame()).isEqualTo(first.getFrame());
                assertThat(new String(keyframe.getJpeg().array(), StandardCharsets.UTF_8))
                        .contains("picture 0");
                assertThat(keyframe.getObjects()).hasSize(1);
            });
        }
    }

    /** The same film twice, once with every frame analyzed, once with those that repeat a scene left out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leadsToTheSameResultsAsIfItHadBeenAnalyzed(long seed) {
        List<Detection> analyzed = new ArrayList<>();
        List<Detection> gated = new ArrayList<>();
        film(new SplittableRandom(seed), analyzed, gated);

        Results expected = results(analyzed);
        Results found = results(gated);

        assertThat(expected.events).isNotEmpty();
        assertThat(gated).filteredOn(one -> one.getFate() == Fate.UNCHANGED).hasSizeGreaterThan(50);
        assertThat(found.counts).isEqualTo(expected.counts);
        assertThat(found.events).isEqualTo(expected.events);
        assertThat(found.tracks).isEqualTo(expected.tracks);
    }

    private record Results(List<WindowCount> counts, List<Event> events, List<Track> tracks) {}

    private static Results results(List<Detection> film) {
        ConfigBuilder settings = new ConfigBuilder();
        settings.events = EventsOf.OBJECT;
        Line line = new Line("gate", new Polyline(List.of(new Point(.5, 0), new Point(.5, 1))));
        settings.scenes = ByCamera.all(new Scene(List.of(), List.of(line), List.of(), Map.of(), Map.of()));
        try (AggregatorDriver driver = new AggregatorDriver(settings)) {
            film.forEach(driver::send);
            return new Results(
                    driver.counts(),
                    driver.events().stream().map(UnchangedTest::withoutPlace).toList(),
                    driver.tracks().stream().map(UnchangedTest::withoutPlace).toList());
        }
    }

    /** A picture that did not change is that of the frame referred to. */
    private static Event withoutPlace(Event event) {
        return Event.newBuilder(event).setKeyframe(new FrameRef("", 0, 0L)).build();
    }

    private static Track withoutPlace(Track track) {
        return Track.newBuilder(track).setBestFrame(null).build();
    }

    /** Objects that go and stand, come and leave; now and then a frame is shed. */
    private static void film(SplittableRandom random, List<Detection> analyzed, List<Detection> gated) {
        List<double[]> objects = new ArrayList<>(); // x, y, speed
        long reference = -1;
        List<DetectedObject> seen = List.of();
        Fate fate = Fate.DETECTED;
        boolean moves = true;
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(15) == 0) {
                moves = !moves;
            }
            boolean full = moves || i == 0 || random.nextInt(20) == 0;
            if (full) {
                if (objects.size() < 5 && random.nextInt(10) == 0) {
                    objects.add(new double[] {0, 100 + 100 * objects.size(), 5 + random.nextInt(30)});
                }
                objects.forEach(object -> object[0] += object[2]);
                objects.removeIf(object -> object[0] > 1200);
                Shot shot = at(i, i * 0.2).bytes(1000, 0);
                for (double[] object : objects) {
                    shot.box(
                            "person",
                            0.6 + 0.3 * random.nextDouble(),
                            object[0],
                            object[1],
                            object[0] + 40,
                            object[1] + 90);
                }
                fate = random.nextInt(15) == 0 ? Fate.SHED : Fate.DETECTED;
                Detection one = gated(fate == Fate.SHED ? at(i, i * 0.2).fate(fate) : shot);
                reference = i;
                seen = one.getObjects();
                analyzed.add(one);
                gated.add(one);
            } else {
                Detection same = at(i, i * 0.2).bytes(1000, 0).fate(fate).detection();
                same.setObjects(seen);
                analyzed.add(same);
                gated.add(unchanged(at(i, i * 0.2), reference));
            }
        }
    }

    private static Detection gated(Shot shot) {
        Detection detection = shot.detection();
        detection.setGated(true);
        return detection;
    }

    private static Detection unchanged(Shot shot, long since) {
        Detection detection = shot.fate(Fate.UNCHANGED).detection();
        detection.setGated(true);
        detection.setUnchangedSince(since);
        return detection;
    }

    private static byte[] jpegOf(AggregatorDriver driver, Detection detection) {
        Frame frame = Frame.newBuilder()
                .setCamera(detection.getCamera())
                .setStream(detection.getStream())
                .setSequence(detection.getSequence())
                .setCaptureTime(detection.getCaptureTime())
                .setWidth(detection.getWidth())
                .setHeight(detection.getHeight())
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(("picture " + detection.getSequence()).getBytes(StandardCharsets.UTF_8)))
                .build();
        return driver.registry.serde(Frame.class).serializer().serialize("frames", frame);
    }
}
