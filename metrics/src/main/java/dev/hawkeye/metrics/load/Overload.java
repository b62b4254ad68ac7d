package dev.hawkeye.metrics.load;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Tells a machine that is too slow from one that was busy for a moment. What became of the frames of live cameras is
 * counted in periods of 10 s. Overload begins when more than a tenth of all frames, or of one camera's, was shed in each
 * of the last three periods, and ends when no camera lost more than a fiftieth in any of the last three. So the frames
 * that are shed at once after an outage are no overload, and one that comes and goes is a single one.
 *
 * <p>Lossless cameras are slowed down instead of shed, so they cannot be too many. Remembers at most
 * {@value #MOST_CAMERAS} cameras of a period; those beyond count in the totals. Safe for use by many threads.
 */
public final class Overload {
    static final Duration PERIOD = Duration.ofSeconds(10);
    static final int PERIODS = 3;
    static final int MOST_CAMERAS = 2_000;
    private static final double BEGINS_ABOVE = 0.10;
    private static final long MOST_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final double ENDS_AT = 0.02;

    private final LongSupplier nanoTime;
    private final Deque<Period> past = new ArrayDeque<>(); // the newest first, at most PERIODS
    private Period current = new Period();
    private long currentBegan;
    private boolean lasting;
    private Overloaded newest;

    /** Frames of one camera, or of all. */
    private static final class Tally {
        private long wanted;
        private long shed;

        private double shedPart() {
            return wanted == 0 ? 0 : (double) shed / wanted;
        }

        private void add(boolean wasShed) {
            wanted++;
            shed += wasShed ? 1 : 0;
        }

        private void add(Tally other) {
            wanted += other.wanted;
            shed += other.shed;
        }
    }

    private static final class Period {
        private final Tally all = new Tally();
        private final Map<String, Tally> cameras = new HashMap<>();
        private long lossless;
        private long jpegMicros;
        private long micros;

        private Tally of(String camera) {
            Tally tally = cameras.get(camera);
            return tally == null ? new Tally() : tally;
        }
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    public Overload(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.currentBegan = nanoTime.getAsLong();
    }

    /** What became of a frame, just now. */
    public synchronized void add(Detection detection) {
        turn();
        if (detection.getLive()) {
            live(detection.getCamera(), detection.getFate() == Fate.SHED);
        } else {
            current.lossless++;
        }
        if (detection.getFate() == Fate.DETECTED) {
            cost(detection.getTimes(), Math.max(1, detection.getBatchSize()));
        }
    }

    /** Anybody may write anything to a topic, so what cannot be is left out. */
    private void cost(StepTimes times, int batch) {
        long jpeg = times.getDecodeMicros();
        long all = jpeg + times.getLetterboxMicros() + times.getInferenceMicros() / batch + times.getNmsMicros();
        if (jpeg >= 0 && all >= jpeg && all < MOST_MICROS) {
            current.jpegMicros += jpeg;
            current.micros += all;
        }
    }

    private void live(String camera, boolean wasShed) {
        current.all.add(wasShed);
        Tally known = current.cameras.get(camera);
        if (known == null && current.cameras.size() < MOST_CAMERAS) {
            known = new Tally();
            current.cameras.put(camera, known);
        }
        if (known != null) {
            known.add(wasShed);
        }
    }

    /** @return what is too much, over the last 30 s; empty while all is well */
    public synchronized Optional<Overloaded> state() {
        turn();
        return Optional.ofNullable(newest);
    }

    private void turn() {
        long passed = (nanoTime.getAsLong() - currentBegan) / PERIOD.toNanos();
        for (long i = 0; i < Math.min(passed, PERIODS + 1L); i++) {
            past.addFirst(current);
            current = new Period();
            if (past.size() > PERIODS) {
                past.removeLast();
            }
            judge();
        }
        currentBegan += passed * PERIOD.toNanos();
    }

    private void judge() {
        if (lasting) {
            lasting = past.stream()
                    .anyMatch(period -> period.all.shedPart() > ENDS_AT
                            || period.cameras.values().stream().anyMatch(camera -> camera.shedPart() > ENDS_AT));
        } else {
            lasting = past.size() == PERIODS
                    && (past.stream().allMatch(period -> period.all.shedPart() > BEGINS_ABOVE)
                            || cameras().stream()
                                    .anyMatch(camera -> past.stream()
                                            .allMatch(
                                                    period -> period.of(camera).shedPart() > BEGINS_ABOVE)));
        }
        newest = lasting ? told() : null;
    }

    private Set<String> cameras() {
        Set<String> names = new TreeSet<>();
        past.forEach(period -> names.addAll(period.cameras.keySet()));
        return names;
    }

    private Overloaded told() {
        Tally all = sum(null);
        List<Overloaded.Camera> cameras = cameras().stream()
                .map(name -> Map.entry(name, sum(name)))
                .filter(camera -> camera.getValue().shedPart() > ENDS_AT)
                .map(camera -> new Overloaded.Camera(
                        camera.getKey(),
                        perSecond(camera.getValue().wanted),
                        perSecond(camera.getValue().wanted - camera.getValue().shed)))
                .sorted(Comparator.comparingDouble(Overloaded.Camera::analysed).thenComparing(Overloaded.Camera::name))
                .toList();
        long micros = past.stream().mapToLong(period -> period.micros).sum();
        long jpegMicros = past.stream().mapToLong(period -> period.jpegMicros).sum();
        return new Overloaded(
                perSecond(all.wanted),
                perSecond(all.wanted - all.shed),
                perSecond(past.stream().mapToLong(period -> period.lossless).sum()),
                micros == 0 ? 0 : (double) jpegMicros / micros,
                cameras);
    }

    private Tally sum(String camera) {
        Tally sum = new Tally();
        past.forEach(period -> sum.add(camera == null ? period.all : period.of(camera)));
        return sum;
    }

    private double perSecond(long frames) {
        return (double) frames / PERIOD.toSeconds() / past.size();
    }
}
