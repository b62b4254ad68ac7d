package dev.hawkeye.ingest;

import dev.hawkeye.ingest.sending.RecordSender;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the status of cameras that were renamed or removed; otherwise it would stay on the topic forever and look
 * like an offline camera. Each new owner of a partition of the topic looks there for cameras that its group has read
 * but its configuration lacks, and writes tombstones for them.
 *
 * <p>That is safe because a partition has one owner in the group, and only it reads the partition's cameras: no one in
 * the group reads a camera that the owner's configuration lacks. Cameras of other groups, and statuses from versions
 * that did not record the group, are left alone.
 *
 * <p>Owns its thread until {@link #close()}. Thread-safe.
 */
final class GoneCameras implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GoneCameras.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final String group;
    private final Supplier<Set<String>> configured;
    private final String topic;
    private final Map<String, Object> kafka;
    private final SchemaRegistry registry;
    private final RecordSender sender;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "gone-cameras");
        made.setDaemon(true);
        return made;
    });

    /**
     * @param configured supplies the ids of all configured cameras
     * @param topic of camera statuses
     * @param kafka native consumer properties, with {@code bootstrap.servers}
     */
    GoneCameras(
            String group,
            Supplier<Set<String>> configured,
            String topic,
            Map<String, Object> kafka,
            SchemaRegistry registry,
            RecordSender sender) {
        this.group = group;
        this.configured = configured;
        this.topic = topic;
        this.kafka = kafka;
        this.registry = registry;
        this.sender = sender;
    }

    /** Looks for removed cameras in partitions that this instance now owns; returns at once. */
    void lookIn(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> forgetIn(partitions));
        } catch (RejectedExecutionException e) {
            log.debug("Closed meanwhile", e);
        }
    }

    private void forgetIn(Set<TopicPartition> partitions) {
        try {
            CameraStatuses.read(kafka, topic, partitions, registry, READ_TIMEOUT)
                    .forEach((camera, known) -> known.status()
                            .filter(status -> isGone(camera, status))
                            .ifPresent(status -> forget(camera)));
        } catch (InterruptException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException e) {
            log.debug("Cannot look for removed cameras in {} this time", partitions, e);
        }
    }

    private boolean isGone(String key, CameraStatus status) {
        return group.equals(status.getGroup())
                && key.equals(status.getCamera())
                && !configured.get().contains(key);
    }

    private void forget(String camera) {
        sender.offer(new ProducerRecord<>(topic, camera, null), (metadata, e) -> {
                    if (e == null) {
                        log.info("Camera {} is no longer in the configuration: removed its status", camera);
                    } else {
                        sender.report(e);
                    }
                })
                .ifPresent(e -> log.debug("Cannot remove the status of camera {} this time", camera, e));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
