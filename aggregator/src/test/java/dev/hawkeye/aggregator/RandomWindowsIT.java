package dev.hawkeye.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random detections against a recomputation that keeps everything and looks at each window by itself: a frame counts in a
 * window when the highest capture time of its camera up to and with it has not reached the window's end plus grace.
 */
class RandomWindowsIT {
    private static final int RUNS = 40;
    private static final int FRAMES = 150;
    private static final List<String> CAMERAS = List.of("gate", "yard", "roof");
    private static final List<String> CLASSES = List.of("person", "car", "dog");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void agreesWithAPlainRecomputation(int windowsOfAFrame) {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed * 31L + windowsOfAFrame);
            ConfigBuilder settings = new ConfigBuilder();
            settings.advance = settings.window.dividedBy(windowsOfAFrame);
            settings.grace = Duration.ofMillis(random.nextInt(6000));
            settings.updateInterval = Duration.ofMillis(100);
            List<Shot> shots = shots(random);

            try (AggregatorDriver aggregator = new AggregatorDriver(settings)) {
                for (Shot shot : shots) {
                    aggregator.send(shot);
                    aggregator.passTime(Duration.ofMillis(random.nextInt(80)));
                }

                List<Detection> taken = withoutRepeats(shots);
                List<String> finals = aggregator.shortCloudCounts();
                assertThat(finals).as("seed %d", seed).doesNotHaveDuplicates();
                assertThat(new TreeSet<>(finals)).as("seed %d", seed).isEqualTo(expected(taken, settings.config()));
                assertThat(history(aggregator)).as("seed %d", seed).isEqualTo(inHistory(taken, settings.config()));
                assertThat(aggregator.counter("late")).as("seed %d", seed).isEqualTo(late(taken, settings.config()));
            }
        }
    }

    /** Frames of several cameras whose clocks differ and stumble; some come twice; each camera ends with its last frame. */
    private static List<Shot> shots(Random random) {
        Map<String, Double> clocks = new HashMap<>();
        Map<String, Long> sequences = new HashMap<>();
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < FRAMES + CAMERAS.size(); i++) {
            boolean last = i >= FRAMES;
            String camera = last ? CAMERAS.get(i - FRAMES) : CAMERAS.get(random.nextInt(CAMERAS.size()));
            double clock = clocks.getOrDefault(camera, random.nextDouble() * 1000) + random.nextDouble();
            clocks.put(camera, clock);
            double stumble = random.nextInt(5) == 0 ? -12 * random.nextDouble() : 0;
            Shot shot = Shot.at(sequences.merge(camera, 1L, Long::sum), clock + stumble)
                    .of(camera)
                    .fate(random.nextInt(8) == 0 ? (random.nextBoolean() ? Fate.SHED : Fate.FAILED) : Fate.DETECTED);
            if (shot.detection().getFate() == Fate.DETECTED) {
                for (int n = random.nextInt(4); n > 0; n--) {
                    shot.with(CLASSES.get(random.nextInt(CLASSES.size())), random.nextDouble());
                }
            }
            shots.add(last ? shot.last() : shot);
            if (random.nextInt(10) == 0) {
                shots.add(shot);
            }
        }
        return shots;
    }

    private static List<Detection> withoutRepeats(List<Shot> shots) {
        Set<String> known = new HashSet<>();
        return shots.stream()
                .map(Shot::detection)
                .filter(d -> known.add(d.getCamera() + d.getSequence()))
                .toList();
    }

    /** All that is kept, camera by camera. */
    private static Set<String> history(AggregatorDriver aggregator) {
        Set<String> windows = new TreeSet<>();
        for (String camera : CAMERAS) {
            List<String> ofCamera = aggregator.history(camera);
            assertThat(ofCamera).doesNotHaveDuplicates();
            ofCamera.forEach(window -> windows.add(camera + " " + window));
        }
        return windows;
    }

    /** Every window that a frame counted in, with or without a class. */
    private static Set<String> inHistory(List<Detection> detections, AggregatorConfig config) {
        Set<String> windows = new TreeSet<>();
        for (String camera : CAMERAS) {
            for (long start : startsOf(camera, detections, config)) {
                List<Detection> inside = inside(detections, camera, start, config);
                if (!inside.isEmpty()) {
                    windows.add(camera + " " + AggregatorDriver.brief(finalWindow(start, inside, config)));
                }
            }
        }
        return windows;
    }

    private static CountWindow finalWindow(long start, List<Detection> inside, AggregatorConfig config) {
        List<ClassCount> classes = CLASSES.stream()
                .sorted()
                .filter(className -> sum(inside, className) > 0)
                .map(className -> new ClassCount(
                        className, framesWith(inside, className), sum(inside, className), 0, peak(inside, className)))
                .toList();
        return new CountWindow(
                start,
                start + config.window().toMillis(),
                frames(inside, Fate.DETECTED),
                frames(inside, Fate.SHED),
                frames(inside, Fate.FAILED),
                true,
                classes);
    }

    private static Set<String> expected(List<Detection> detections, AggregatorConfig config) {
        Set<String> counts = new TreeSet<>();
        for (String camera : CAMERAS) {
            for (long start : startsOf(camera, detections, config)) {
                List<Detection> inside = inside(detections, camera, start, config);
                for (String className : CLASSES) {
                    if (inside.stream().anyMatch(d -> objects(d, className) > 0)) {
                        counts.add(brief(camera, className, start, inside, config));
                    }
                }
            }
        }
        return counts;
    }

    private static Set<Long> startsOf(String camera, List<Detection> detections, AggregatorConfig config) {
        Set<Long> starts = new TreeSet<>();
        detections.stream().filter(d -> d.getCamera().equals(camera)).forEach(d -> starts.addAll(starts(d, config)));
        return starts;
    }

    /** Starts of all windows, closed or not, that a frame lies in. */
    private static List<Long> starts(Detection detection, AggregatorConfig config) {
        long time = detection.getCaptureTime().toEpochMilli();
        List<Long> starts = new ArrayList<>();
        for (long start = time - config.window().toMillis() + 1; start <= time; start++) {
            if (start % config.advance().toMillis() == 0) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static List<Detection> inside(
            List<Detection> detections, String camera, long start, AggregatorConfig config) {
        long end = start + config.window().toMillis();
        long streamTime = Long.MIN_VALUE;
        List<Detection> inside = new ArrayList<>();
        for (Detection detection : detections) {
            if (detection.getCamera().equals(camera)) {
                long time = detection.getCaptureTime().toEpochMilli();
                streamTime = Math.max(streamTime, time);
                if (time >= start
                        && time < end
                        && streamTime < end + config.grace().toMillis()) {
                    inside.add(detection);
                }
            }
        }
        return inside;
    }

    private static int late(List<Detection> detections, AggregatorConfig config) {
        int late = 0;
        for (Detection detection : detections) {
            boolean counted = starts(detection, config).stream()
                    .anyMatch(start -> inside(detections, detection.getCamera(), start, config)
                            .contains(detection));
            late += counted ? 0 : 1;
        }
        return late;
    }

    private static String brief(
            String camera, String className, long start, List<Detection> inside, AggregatorConfig config) {
        return AggregatorDriver.brief(WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(Instant.ofEpochMilli(start))
                .setWindowEnd(Instant.ofEpochMilli(start).plus(config.window()))
                .setIsFinal(true)
                .setFramesAnalysed(frames(inside, Fate.DETECTED))
                .setFramesShed(frames(inside, Fate.SHED))
                .setFramesFailed(frames(inside, Fate.FAILED))
                .setFramesWith(framesWith(inside, className))
                .setDetections(sum(inside, className))
                .setMean(0)
                .setPeak(peak(inside, className))
                .build());
    }

    private static long framesWith(List<Detection> inside, String className) {
        return inside.stream().filter(d -> objects(d, className) > 0).count();
    }

    private static long sum(List<Detection> inside, String className) {
        return inside.stream().mapToLong(d -> objects(d, className)).sum();
    }

    private static int peak(List<Detection> inside, String className) {
        return inside.stream().mapToInt(d -> objects(d, className)).max().orElse(0);
    }

    private static long frames(List<Detection> inside, Fate fate) {
        return inside.stream().filter(d -> d.getFate() == fate).count();
    }

    private static int objects(Detection detection, String className) {
        return (int) detection.getObjects().stream()
                .map(DetectedObject::getClassName)
                .filter(className::equals)
                .count();
    }
}
