package dev.hawkeye.bench;

import dev.hawkeye.bench.processor.ProcessorMeter;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures from the frames topic to the detections topic: a detector service as in production, on existing frames,
 * timed from its first committed detection to its last.
 *
 * @param measured measurement after the first commit
 * @param detections every detection, for the time per step
 */
record TopicToTopic(Measured measured, List<Detection> detections) {
    private static final Duration POLL = Duration.ofMillis(20);

    /**
     * @param frames number of frame records on the topic
     * @param check called often; an exception from it ends the measurement
     */
    static TopicToTopic measure(
            DetectorConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            long frames,
            Runnable check) {
        try (WholeTopic<Detection> committed = WholeTopic.fromEnd(
                        kafka,
                        topics.detections(),
                        registry.serde(Detection.class).deserializer());
                DetectorService detector =
                        new DetectorService(config, kafka, topics, registry, new SimpleMeterRegistry())) {
            detector.start();

            List<Detection> detections = new ArrayList<>();
            long first = 0;
            int atFirst = 0;
            ProcessorMeter meter = null;
            while (detections.size() < frames) {
                check.run();
                detections.addAll(committed.poll(POLL));
                if (first == 0 && !detections.isEmpty()) {
                    first = System.nanoTime();
                    atFirst = detections.size();
                    meter = ProcessorMeter.start();
                }
            }
            double seconds = (System.nanoTime() - first) / 1e9;
            meter.look();
            int counted = detections.size() - atFirst;
            FrameCost cost = FrameCost.of(meter.millis(), counted, detections);
            return new TopicToTopic(new Measured(counted / seconds, cost), detections);
        }
    }
}
