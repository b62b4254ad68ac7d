package dev.hawkeye.detector;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * frames → {@link DetectProcessor} → detections, frames.dlq. Stateless. Bytes in and out: the processor decodes for
 * itself, so that what cannot be decoded takes its place in the order of the dead letters.
 */
final class DetectorTopology {
    static final String DETECTIONS = "detections";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String FRAMES = "frames";
    private static final String DETECT = "detect";

    private DetectorTopology() {}

    static Topology of(Detector detector) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        return new Topology()
                .addSource(FRAMES, in, in, detector.topics().frames())
                .addProcessor(DETECT, () -> new DetectProcessor(detector), FRAMES)
                .addSink(DETECTIONS, detector.topics().detections(), out, out, DETECT)
                .addSink(DEAD_LETTERS, detector.topics().framesDlq(), out, out, DETECT);
    }
}
