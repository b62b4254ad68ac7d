package dev.hawkeye.bench;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The fates of live and lossless frames, read from the detections topic like any other reader. Not thread-safe. */
final class LiveResults implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(10);

    private final WholeTopic<Detection> detections;
    private Phase phase = new Phase(System::nanoTime);

    /** The results between two calls of {@link #turn()}. */
    static final class Phase {
        final Map<String, Long> analysed = new TreeMap<>();
        long shed;
        long failed;
        long lossless;
        private final LongSupplier nanoTime;
        private final long began;
        private final List<Long> ages = new ArrayList<>();
        private long lastShedNanos;
        private long ended;
        private boolean isOver;

        Phase(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            began = nanoTime.getAsLong();
            lastShedNanos = began;
        }

        void add(Detection detection, long nowMillis) {
            if (!detection.getLive()) {
                lossless++;
                return;
            }
            if (detection.getFate() == Fate.DETECTED) {
                analysed.merge(detection.getCamera(), 1L, Long::sum);
                ages.add(nowMillis - detection.getCaptureTime().toEpochMilli());
            } else if (detection.getFate() == Fate.SHED) {
                shed++;
                lastShedNanos = nanoTime.getAsLong();
            } else {
                failed++;
            }
        }

        long live() {
            return analysed.values().stream().mapToLong(Long::longValue).sum();
        }

        void end() {
            ended = nanoTime.getAsLong();
            isOver = true;
        }

        /** Seconds from the beginning of the phase to its end, or until now if it has not ended. */
        double seconds() {
            return ((isOver ? ended : nanoTime.getAsLong()) - began) / 1e9;
        }

        /** Seconds from the beginning of the phase to its last SHED frame. */
        double secondsToLastShed() {
            return (lastShedNanos - began) / 1e9;
        }

        /**
         * Age of analyzed live frames when their detection could be read, ms.
         *
         * @param part quantile: 0 for the youngest, 0.5 for the median, 1 for the oldest
         */
        long age(double part) {
            long[] sorted = ages.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[(int) Math.round(part * (sorted.length - 1))];
        }

        /** The lowest and the highest analysis rate among these cameras, frames per second. */
        List<Double> perSecond(List<String> cameras) {
            double[] rates = cameras.stream()
                    .mapToDouble(camera -> analysed.getOrDefault(camera, 0L) / seconds())
                    .sorted()
                    .toArray();
            return List.of(rates[0], rates[rates.length - 1]);
        }
    }

    LiveResults(Map<String, Object> kafka, SchemaRegistry registry, String topic) {
        detections = WholeTopic.fromBeginning(
                kafka, topic, registry.serde(Detection.class).deserializer());
    }

    void poll() {
        detections.poll(POLL).forEach(detection -> phase.add(detection, System.currentTimeMillis()));
    }

    Phase phase() {
        return phase;
    }

    /**
     * Ends the phase and begins the next one.
     *
     * @return the previous phase
     */
    Phase turn() {
        Phase over = phase;
        over.end();
        phase = new Phase(System::nanoTime);
        return over;
    }

    @Override
    public void close() {
        detections.close();
    }
}
