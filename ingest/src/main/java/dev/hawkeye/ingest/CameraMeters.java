package dev.hawkeye.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one camera, each with the tag "camera".
 *
 * @param pictures read from the source
 * @param frames acknowledged by Kafka
 * @param dropped due frames given up
 * @param bytes compressed bytes read from the source
 * @param reconnects openings after the first
 * @param encoding decoding, scaling and JPEG encoding of one frame, with the pictures passed over before it
 */
record CameraMeters(
        Counter pictures, Counter frames, Counter dropped, Counter bytes, Counter reconnects, Timer encoding) {

    static CameraMeters of(String camera, MeterRegistry registry) {
        return new CameraMeters(
                counter("hawkeye.ingest.pictures", "Pictures read from the source", camera, registry),
                counter("hawkeye.ingest.frames", "Frame records that Kafka acknowledged", camera, registry),
                counter("hawkeye.ingest.dropped", "Frames due for analysis that were given up", camera, registry),
                counter("hawkeye.ingest.source.bytes", "Compressed bytes read from the source", camera, registry),
                counter("hawkeye.ingest.reconnects", "Times that the camera was opened again", camera, registry),
                Timer.builder("hawkeye.ingest.encoding")
                        .description("Decoding, scaling and JPEG encoding per frame")
                        .tag("camera", camera)
                        .register(registry));
    }

    private static Counter counter(String name, String description, String camera, MeterRegistry registry) {
        return Counter.builder(name)
                .description(description)
                .tag("camera", camera)
                .register(registry);
    }
}
