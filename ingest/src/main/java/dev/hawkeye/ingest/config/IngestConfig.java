package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.Check;
import java.time.Duration;
import java.util.Map;

/**
 * Settings that all cameras of an instance share.
 *
 * @param group consumer group through which instances share the cameras
 * @param statusInterval how often each camera's status is repeated, above 0
 * @param retryFirst pause before the first retry of a failed camera, above 0
 * @param retryLongest limit of the pause, which doubles with each failure; at least {@code retryFirst}
 * @param stallTimeout time without data after which a source has failed, above 0
 * @param clockTolerance how far the timestamps of a recording played live may jump, or lag behind the clock, before
 *     they are corrected, above 0
 * @param losslessBacklog frames per partition that lossless cameras may be ahead of the detector, at least 1
 * @param detectorGroup consumer group whose committed offsets show the detector's progress
 * @param gate settings of the cameras that have a gate
 * @param kafka native properties for ingest's clients only; they override those for all clients
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
        GateConfig gate,
        Map<String, String> kafka) {

    /** @throws dev.hawkeye.settings.SettingException when a value is out of its range */
    public IngestConfig {
        group("group", group);
        Check.positive("status-interval", statusInterval);
        Check.positive("retry-first", retryFirst);
        Check.positive("retry-longest", retryLongest);
        Check.positive("stall-timeout", stallTimeout);
        Check.positive("clock-tolerance", clockTolerance);
        group("detector-group", detectorGroup);
        Check.that(
                retryLongest.compareTo(retryFirst) >= 0,
                "retry-longest",
                "must be at least retry-first (" + retryFirst + ")",
                retryLongest);
        Check.atLeast("lossless-backlog", losslessBacklog, 1);
        kafka = Map.copyOf(kafka);
    }

    /** A copy with those settings of {@code other} that can change at run time: the gate. */
    public IngestConfig changedTo(IngestConfig other) {
        return new IngestConfig(
                group,
                statusInterval,
                retryFirst,
                retryLongest,
                stallTimeout,
                clockTolerance,
                losslessBacklog,
                detectorGroup,
                other.gate,
                kafka);
    }

    private static void group(String key, String value) {
        Check.that(value != null && !value.isBlank(), key, "must be the name of a consumer group", "'" + value + "'");
    }

    /** Omits the values of native properties, which may be secrets. */
    @Override
    public String toString() {
        return "IngestConfig[group=" + group + ", losslessBacklog=" + losslessBacklog + ", detectorGroup="
                + detectorGroup + ", kafka=" + kafka.keySet() + "]";
    }
}
