package dev.hawkeye.app.camera;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.CameraStatuses.Known;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.registry.LocalRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.KafkaException;

/**
 * The cameras on camera-status.
 *
 * @param kafka native properties for a client of the site's Kafka
 * @param topic the topic of their statuses
 * @param byId cameras in order of id
 * @param now time at which the topic was read
 */
record KnownCameras(Map<String, Object> kafka, String topic, SortedMap<String, Known> byId, Instant now) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @throws UserException when Kafka or the registry cannot be reached */
    static KnownCameras read(SiteOptions site) {
        Logs.warningsOnly();
        HawkeyeConfig config = site.config();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        String topic = config.topics().topics().cameraStatus();
        try (SchemaRegistry registry = SchemaRegistry.connect(LocalRegistry.seenFromOutside(config))) {
            SortedMap<String, Known> byId = CameraStatuses.read(kafka, topic, List.of(), registry, PATIENCE);
            return new KnownCameras(kafka, topic, byId, Instant.now());
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e);
        } catch (KafkaException e) {
            throw trouble(e, kafka);
        }
    }

    static RuntimeException trouble(KafkaException failure, Map<String, Object> kafka) {
        return KafkaTrouble.of(failure, kafka)
                .map(trouble -> (RuntimeException) new UserException(trouble.line(), failure))
                .orElse(failure);
    }

    /** Whether a running ingest reads the camera, so it will report again. */
    boolean isAlive(Known known) {
        return known.isAlive(now);
    }

    /** Seconds since its last report. */
    long age(Known known) {
        return Math.max(0, Duration.between(known.time(), now).toSeconds());
    }

    /** The state of a camera, as printed. */
    String state(Known known) {
        return known.status()
                .map(status -> switch (status.getState()) {
                    case ENDED, STOPPED -> status.getState().name();
                    default ->
                        known.isSilent(now) ? "SILENT" : status.getState().name();
                })
                .orElse("UNREADABLE");
    }
}
