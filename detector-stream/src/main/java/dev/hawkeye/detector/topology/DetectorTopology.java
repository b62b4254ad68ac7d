package dev.hawkeye.detector.topology;

import dev.hawkeye.schemas.Topics;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * frames → {@link DetectProcessor} → detections, frames.dlq. Stateless. Bytes in and out: the processor decodes, so
 * that records that cannot be decoded keep their place in the order.
 */
public final class DetectorTopology {
    /** Name of the sink of detections, for a processor that forwards to it. */
    public static final String DETECTIONS = "detections";
    /** Name of the sink of dead letters. */
    public static final String DEAD_LETTERS = "dead-letters";

    private static final String FRAMES = "frames";
    private static final String DETECT = "detect";

    private DetectorTopology() {}

    /** @param processors creates one for each partition */
    public static Topology of(Topics topics, Supplier<DetectProcessor> processors) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        return new Topology()
                .addSource(FRAMES, in, in, topics.frames())
                .addProcessor(DETECT, processors::get, FRAMES)
                .addSink(DETECTIONS, topics.detections(), out, out, DETECT)
                .addSink(DEAD_LETTERS, topics.framesDlq(), out, out, DETECT);
    }
}
