package dev.hawkeye.metrics.load;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Distinguishes a machine that is too slow from one that was busy for a moment. The fates of the frames of live cameras
 * are counted in periods of 5 s. Overload begins when more than half of all frames were shed in each of the last three
 * periods, or more than a tenth of all frames, or of one camera's, in each of the last six in which any arrived. It
 * ends when no camera lost more than a fiftieth in any of the last six. So frames shed right after an outage, or while
 * a model warms up, are not overload, and intermittent overload is a single one.
 *
 * <p>The demand of a camera is its declared rate ({@link #wants}), or what arrived if nothing was declared: where
 * ingest itself lacks CPU time, far less arrives, and sometimes in bursts. Yet only shed frames count as overload,
 * because a camera may send less than it should for other reasons.
 *
 * <p>Lossless cameras are slowed down instead of shed, so they cause no overload. Remembers at most {@value
 * #MAX_CAMERAS} cameras of a period; cameras beyond that count only in the totals. Thread-safe.
 */
public final class Overload {
    static final Duration PERIOD = Duration.ofSeconds(5);
    static final int PERIODS = 6;
    static final int MAX_CAMERAS = 2_000;
    private static final int CLEAR_PERIODS = 3;
    private static final int MIN_PERIODS = 3;
    private static final double CLEARLY_ABOVE = 0.50;
    private static final double BEGINS_ABOVE = 0.10;
    private static final double ENDS_AT = 0.02;
    private static final double FEW = 0.5;
    private static final double MAX_FPS = 1_000;
    private static final long FORGOTTEN_NANOS = PERIODS * PERIOD.toNanos();
    private static final long MAX_MICROS = Duration.ofHours(1).toNanos() / 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Deque<Period> past = new ArrayDeque<>(); // newest first, at most PERIODS
    private Period current = new Period();
    private long currentBegan;
    private boolean lasting;
    private int lasted; // number of periods reported
    private Overloaded newest;

    /** The declared demand of a camera. */
    private record Wish(double fps, long since, long newest) {}

    /** Frames of one camera, or of all. */
    private static final class Tally {
        private double wanted;
        private long came;
        private long shed;
        private long unchanged;

        /** The shed share of frames that need the machine; unchanged frames cost nothing. */
        private double shedPart() {
            return came == unchanged ? 0 : (double) shed / (came - unchanged);
        }

        private long analysed() {
            return came - shed;
        }

        private void add(Fate fate) {
            came++;
            shed += fate == Fate.SHED ? 1 : 0;
            unchanged += fate == Fate.UNCHANGED ? 1 : 0;
        }

        private void add(Tally other) {
            wanted += other.wanted;
            came += other.came;
            shed += other.shed;
            unchanged += other.unchanged;
        }

        private boolean losesFrames() {
            return shedPart() > ENDS_AT || came < FEW * wanted;
        }
    }

    private static final class Period {
        private final Tally all = new Tally();
        private final Map<String, Tally> cameras = new HashMap<>();
        private long lossless;
        private long jpegMicros;
        private long micros;

        private boolean isEmpty() {
            return all.came == 0 && lossless == 0;
        }

        private Tally of(String camera) {
            Tally tally = cameras.get(camera);
            return tally == null ? new Tally() : tally;
        }

        /** The tally of the camera, created if necessary; null when there are too many cameras. */
        private Tally known(String camera) {
            Tally known = cameras.get(camera);
            if (known == null && cameras.size() < MAX_CAMERAS) {
                known = new Tally();
                cameras.put(camera, known);
            }
            return known;
        }
    }

    /** @param nanoTime like {@link System#nanoTime()} */
    public Overload(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.currentBegan = nanoTime.getAsLong();
    }

    /**
     * Declares the current demand of a live camera. Repeat it at least every 30 s, or it is forgotten.
     *
     * @param fps frames per second; 0 for none or unknown
     */
    public synchronized void wants(String camera, double fps) {
        turn();
        long now = nanoTime.getAsLong();
        if (!(fps > 0)) {
            wishes.remove(camera);
            return;
        }
        Wish before = wishes.get(camera);
        if (before != null || wishes.size() < MAX_CAMERAS) {
            wishes.put(camera, new Wish(Math.min(fps, MAX_FPS), before == null ? now : before.since, now));
        }
    }

    /** Counts the fate of a frame, now. */
    public synchronized void add(Detection detection) {
        turn();
        if (detection.getLive()) {
            live(detection.getCamera(), detection.getFate());
        } else {
            current.lossless++;
        }
        if (detection.getFate() == Fate.DETECTED) {
            cost(detection.getTimes(), Math.max(1, detection.getBatchSize()));
        }
    }

    /** Anyone may write anything to a topic, so impossible values are skipped. */
    private void cost(StepTimes times, int batch) {
        long jpeg = times.getDecodeMicros();
        long all = jpeg + times.getLetterboxMicros() + times.getInferenceMicros() / batch + times.getNmsMicros();
        if (jpeg >= 0 && all >= jpeg && all < MAX_MICROS) {
            current.jpegMicros += jpeg;
            current.micros += all;
        }
    }

    private void live(String camera, Fate fate) {
        current.all.add(fate);
        Tally known = current.known(camera);
        if (known != null) {
            known.add(fate);
        }
    }

    /** @return the overload of the last 30 s; empty while all is well */
    public synchronized Optional<Overloaded> state() {
        turn();
        return Optional.ofNullable(newest);
    }

    private void turn() {
        long passed = (nanoTime.getAsLong() - currentBegan) / PERIOD.toNanos();
        for (long i = 0; i < Math.min(passed, PERIODS + 1L); i++) {
            settle(currentBegan + (i + 1) * PERIOD.toNanos());
            if (!current.isEmpty() && past.stream().allMatch(Period::isEmpty)) {
                past.clear(); // empty periods before the site started mean nothing
            }
            past.addFirst(current);
            current = new Period();
            if (past.size() > PERIODS) {
                past.removeLast();
            }
            judge();
        }
        currentBegan += passed * PERIOD.toNanos();
    }

    /** Adds up the demand of the period that ends now; a camera that joined in the middle counts proportionally. */
    private void settle(long end) {
        for (Iterator<Map.Entry<String, Wish>> all = wishes.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Wish> camera = all.next();
            Wish wish = camera.getValue();
            if (end - wish.newest > FORGOTTEN_NANOS) {
                all.remove();
                continue;
            }
            Tally known = current.known(camera.getKey());
            if (known != null) {
                long nanos = Math.min(PERIOD.toNanos(), Math.max(0, end - wish.since));
                known.wanted = wish.fps * nanos / 1e9;
            }
        }
        current.all.wanted = current.all.came;
        for (Tally camera : current.cameras.values()) {
            camera.wanted = camera.wanted > 0 ? camera.wanted : camera.came;
            current.all.wanted += camera.wanted - camera.came;
        }
    }

    private void judge() {
        if (lasting) {
            lasting = past.stream()
                    .anyMatch(period -> period.all.shedPart() > ENDS_AT
                            || period.cameras.values().stream().anyMatch(camera -> camera.shedPart() > ENDS_AT));
            lasted = Math.min(PERIODS, lasted + 1);
        } else {
            boolean clear = past.size() >= CLEAR_PERIODS
                    && past.stream().limit(CLEAR_PERIODS).allMatch(period -> period.all.shedPart() > CLEARLY_ABOVE);
            lasting = clear || isLong();
            lasted = clear ? CLEAR_PERIODS : PERIODS;
        }
        newest = lasting ? summary() : null;
    }

    private boolean isLong() {
        return past.size() == PERIODS
                && (isLong(past.stream().map(period -> period.all).toList())
                        || cameras(PERIODS).stream()
                                .anyMatch(camera -> isLong(past.stream()
                                        .map(period -> period.of(camera))
                                        .toList())));
    }

    /** A camera that sends a frame only every few seconds has periods without any. */
    private static boolean isLong(List<Tally> periods) {
        List<Tally> some = periods.stream().filter(tally -> tally.came > 0).toList();
        return some.size() >= MIN_PERIODS && some.stream().allMatch(tally -> tally.shedPart() > BEGINS_ABOVE);
    }

    private Set<String> cameras(int periods) {
        Set<String> names = new TreeSet<>();
        past.stream().limit(periods).forEach(period -> names.addAll(period.cameras.keySet()));
        return names;
    }

    private Overloaded summary() {
        Tally all = sum(period -> period.all);
        List<Overloaded.Camera> cameras = cameras(lasted).stream()
                .map(name -> Map.entry(name, sum(period -> period.of(name))))
                .filter(camera -> camera.getValue().losesFrames())
                .map(camera -> new Overloaded.Camera(
                        camera.getKey(),
                        perSecond(camera.getValue().wanted),
                        perSecond(camera.getValue().analysed())))
                .sorted(Comparator.comparingDouble(Overloaded.Camera::analysed).thenComparing(Overloaded.Camera::name))
                .toList();
        long micros = newest(period -> period.micros);
        return new Overloaded(
                perSecond(all.wanted),
                perSecond(all.came),
                perSecond(all.analysed()),
                perSecond(newest(period -> period.lossless)),
                micros == 0 ? 0 : (double) newest(period -> period.jpegMicros) / micros,
                cameras);
    }

    private Tally sum(Function<Period, Tally> of) {
        Tally sum = new Tally();
        past.stream().limit(lasted).map(of).forEach(sum::add);
        return sum;
    }

    private long newest(ToLongFunction<Period> of) {
        return past.stream().limit(lasted).mapToLong(of).sum();
    }

    private double perSecond(long frames) {
        return perSecond((double) frames);
    }

    private double perSecond(double frames) {
        return frames / PERIOD.toSeconds() / Math.min(lasted, past.size());
    }
}
