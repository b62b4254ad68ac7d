package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import java.time.Instant;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The records that leave the topology, by sink. A count bears the time of its window's start, so that all records of a window
 * bear the same and none lies in the future; an event and a keyframe bear a capture time.
 */
final class Outputs {
    static final String COUNTS = "counts";
    static final String CLOUD_COUNTS = "cloud-counts";
    static final String EVENTS = "events";
    static final String CLOUD_KEYFRAMES = "cloud-keyframes";

    private final ProcessorContext<String, SpecificRecord> context;
    private final long windowMillis;

    Outputs(ProcessorContext<String, SpecificRecord> context, AggregatorConfig config) {
        this.context = context;
        this.windowMillis = config.window().toMillis();
    }

    /** An early update: a record for each class seen so far. */
    void early(WindowKey key, WindowState window) {
        counts(key, window, false);
    }

    /** The final result: a record for each class seen. */
    void last(WindowKey key, WindowState window) {
        counts(key, window, true);
    }

    private void counts(WindowKey key, WindowState window, boolean isFinal) {
        // Kafka knows no time before the epoch, where the first hopping windows begin.
        long timestamp = Math.max(0, key.start());
        new TreeMap<>(window.getClasses()).forEach((className, count) -> {
            Record<String, SpecificRecord> record = new Record<>(
                    key.camera() + '/' + className, count(key, className, window, count, isFinal), timestamp);
            context.forward(record, COUNTS);
            if (isFinal) {
                context.forward(record, CLOUD_COUNTS);
            }
        });
    }

    private WindowCount count(WindowKey key, String className, WindowState window, ClassCount count, boolean isFinal) {
        return WindowCount.newBuilder()
                .setCamera(key.camera())
                .setClassName(className)
                .setWindowStart(Instant.ofEpochMilli(key.start()))
                .setWindowEnd(Instant.ofEpochMilli(key.start() + windowMillis))
                .setIsFinal(isFinal)
                .setFramesAnalysed(window.getFramesAnalysed())
                .setFramesShed(window.getFramesShed())
                .setFramesFailed(window.getFramesFailed())
                .setFramesWith(count.getFramesWith())
                .setDetections(count.getDetections())
                .setMean((double) count.getDetections() / window.getFramesAnalysed())
                .setPeak(count.getPeak())
                .build();
    }

    /** @param time capture time that the record bears, ms since the epoch */
    void event(Event event, long time) {
        context.forward(new Record<>(event.getCamera(), event, time), EVENTS);
    }

    void keyframe(Keyframe keyframe) {
        context.forward(
                new Record<>(
                        keyframe.getCamera(),
                        keyframe,
                        keyframe.getCaptureTime().toEpochMilli()),
                CLOUD_KEYFRAMES);
    }
}
