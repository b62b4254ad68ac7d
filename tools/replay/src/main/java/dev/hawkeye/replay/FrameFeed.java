package dev.hawkeye.replay;

import dev.hawkeye.detector.topology.CaptureTimes;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.StreamNames;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Copies the frames of a period from the site's topic to the replay's, record by record. A copy has the capture time
 * that the detector gave it originally, and is not live, because a recording must be analyzed however old it is. Not
 * thread-safe.
 */
final class FrameFeed {
    private final Period period;
    private final HawkeyeConfig config;
    private final Deserializer<Frame> deserializer;
    private final ReplaySite site;
    private final Instant end;
    private final CaptureTimes times;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, CameraFrames> cameras = new TreeMap<>();
    private long sent;

    /** @param deserializer the deserializer of the site's frames */
    FrameFeed(Period period, HawkeyeConfig config, Deserializer<Frame> deserializer, ReplaySite site) {
        this.period = period;
        this.config = config;
        this.deserializer = deserializer;
        this.site = site;
        this.end = period.end(config.aggregator().grace());
        this.times = new CaptureTimes(
                config.detector().clockAhead(), config.detector().clockBehind());
    }

    /** Copies a record, if it is a frame of the period. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        Frame frame;
        try {
            frame = deserializer.deserialize(record.topic(), record.value());
        } catch (UndecodableException e) {
            return; // a dead letter, then and now
        }
        if (frame == null
                || !StreamNames.areUsable(frame.getCamera(), frame.getStream())
                || !StreamNames.isUsableFile(frame.getPictureFile())
                || !period.has(frame.getCamera())) {
            return;
        }
        times.correct(frame, record.timestamp(), clock.millis());
        if (frame.getCaptureTime().isBefore(period.begin())
                || frame.getCaptureTime().isAfter(end)) {
            return;
        }
        CameraFrames camera = cameras.computeIfAbsent(frame.getCamera(), id -> new CameraFrames());
        if (camera.accepts(frame)) {
            frame.setLive(false);
            send(record.partition(), record.timestamp(), frame);
            camera.sent(frame, record.partition(), record.timestamp());
        }
    }

    /** Ends all cameras, after the last record. */
    void end() {
        for (CameraFrames camera : cameras.values()) {
            if (camera.isOpen()) {
                send(
                        camera.partition(),
                        camera.lastTimestamp(),
                        camera.ending(config.aggregator().window()));
            }
        }
    }

    private void send(int partition, long timestamp, Frame frame) {
        site.send(partition, timestamp, frame);
        sent++;
    }

    /** The number of records on the replay's topic. */
    long sent() {
        return sent;
    }

    /** The replayed frames by camera id. */
    Map<String, CameraFrames> cameras() {
        return cameras;
    }
}
