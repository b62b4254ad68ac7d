package dev.hawkeye.ingest;

import java.time.Duration;
import java.util.Map;

/**
 * Settings that all cameras of an instance share.
 *
 * @param group consumer group through which instances share the cameras
 * @param statusInterval how often each camera's status is repeated, above 0
 * @param retryFirst pause before a failed camera is tried again for the first time, above 0
 * @param retryLongest the pause doubles with each failure up to this, at least {@code retryFirst}
 * @param stallTimeout a source that gives nothing for so long counts as failed, above 0
 * @param clockTolerance how far the times of a recording that is played live may leap, and lag behind the clock, before
 *     they are corrected, above 0
 * @param losslessBacklog frames per partition that lossless cameras may be ahead of the detector, at least 1
 * @param detectorGroup consumer group whose committed offsets tell how far the detector is
 * @param kafka native properties for ingest's clients only, over those for all clients
 */
public record IngestConfig(
        String group,
        Duration statusInterval,
        Duration retryFirst,
        Duration retryLongest,
        Duration stallTimeout,
        Duration clockTolerance,
        int losslessBacklog,
        String detectorGroup,
        Map<String, String> kafka) {

    /** @throws IllegalArgumentException when a value is out of its range, naming key and value */
    public IngestConfig {
        notBlank("group", group);
        positive("status-interval", statusInterval);
        positive("retry-first", retryFirst);
        positive("retry-longest", retryLongest);
        positive("stall-timeout", stallTimeout);
        positive("clock-tolerance", clockTolerance);
        notBlank("detector-group", detectorGroup);
        if (retryLongest.compareTo(retryFirst) < 0) {
            throw new IllegalArgumentException(
                    "retry-longest must be at least retry-first (" + retryFirst + "), got: " + retryLongest);
        }
        if (losslessBacklog < 1) {
            throw new IllegalArgumentException("lossless-backlog must be at least 1, got: " + losslessBacklog);
        }
        kafka = Map.copyOf(kafka);
    }

    private static void notBlank(String key, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " must be the name of a consumer group, got: '" + value + "'");
        }
    }

    private static void positive(String key, Duration value) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be above 0, got: " + value);
        }
    }

    /** Shows no value of a native property, since it may be a secret. */
    @Override
    public String toString() {
        return "IngestConfig[group=" + group + ", losslessBacklog=" + losslessBacklog + ", detectorGroup="
                + detectorGroup + ", kafka=" + kafka.keySet() + "]";
    }
}
