package dev.hawkeye.ingest.clips;

import dev.hawkeye.clips.ClipStore;
import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.sending.RecordSender;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.spool.Spool;
import dev.hawkeye.ingest.spool.Uploads;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clips of one ingest: its ring, its spool, and the threads that write and upload clips. A camera never waits for
 * any of them. Owns all of it from construction to {@link #close()}; used by the threads of ingest.
 */
public final class Clips implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Clips.class);
    /** How late an event may arrive. The ring keeps this much more than clips need. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final PacketRing ring;
    private final Spool spool;
    private final ClipStore store;
    private final ClipMeters meters;
    private final EventFeed feed;
    private final Thread feedThread;
    private final Thread uploadThread;
    private final StopSignal stop = new StopSignal();

    /** What clips borrow from ingest. */
    public record Surroundings(
            Map<String, Object> kafka,
            String group,
            Topics topics,
            SchemaRegistry registry,
            RecordSender sender,
            MeterRegistry metrics) {}

    /**
     * Starts the threads; a camera's clips start with {@link #open}.
     *
     * @param config must name a storage
     * @param spoolFolder where clips wait for upload, unless the settings name a folder
     * @throws dev.hawkeye.settings.UserException when the spool cannot be used
     */
    public Clips(ClipsConfig config, Path spoolFolder, Surroundings around) {
        Path folder = config.spool().toString().isEmpty() ? spoolFolder : config.spool();
        spool = Spool.open(folder, config.spoolSize().bytes());
        ring = new PacketRing(config.ring().bytes(), config.before().plus(LATE).toMillis());
        store = ClipStore.of(config);
        meters = new ClipMeters(around.metrics());
        Clock clock = Clock.systemUTC();
        ClipDesk desk = new ClipDesk(config, ring, spool, meters, clock);
        feed = new EventFeed(
                around.kafka(),
                around.group(),
                around.topics(),
                around.registry(),
                around.sender(),
                desk,
                around.metrics());
        feedThread = daemon(feed, "clips");
        uploadThread = daemon(new Uploads(spool, store, config.giveUpAfter(), clock, desk, stop), "clip-uploads");
        feedThread.start();
        uploadThread.start();
        if (!config.retention().isZero()) {
            daemon(() -> sweepNowAndThen(config.retention(), clock), "clip-retention")
                    .start();
        }
    }

    private void sweepNowAndThen(Duration retention, Clock clock) {
        while (!stop.isRaised()) {
            sweep(clock.instant().minus(retention));
            stop.awaitRaised(BETWEEN_SWEEPS);
        }
    }

    private void sweep(Instant before) {
        try {
            int deleted = store.deleteOlderThan(before);
            if (deleted > 0) {
                log.info("{} clips are older than clips.retention, and deleted", deleted);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("Old clips cannot be deleted: {}", e.toString());
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts keeping the packets of a camera.
     *
     * @param ahead how far it may be ahead of the detector, in its own time: its events arrive that much later
     * @return where its packets go
     */
    public CameraPackets open(String camera, Duration ahead) {
        CameraPackets packets = ring.open(camera, ahead.toMillis());
        feed.add(camera);
        return packets;
    }

    /** Stops keeping the packets of these cameras. */
    public void remove(Set<String> cameras) {
        feed.remove(cameras);
        cameras.forEach(ring::remove);
    }

    /** Discards unfinished clips; complete ones stay in the spool. */
    @Override
    public void close() {
        stop.raise();
        feed.stop();
        spool.close();
        try {
            feedThread.join(LONGEST_STOP.toMillis());
            uploadThread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        meters.close();
        store.close();
        ring.close();
    }
}
