package dev.hawkeye.app;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.hawkeye.testing.SecureKafka;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * All that the services of a site need when its topics are there, and nothing else.
 *
 * @param prefix of all names
 */
record SiteGrants(String prefix) {

    /** @param prefixed whether {@code name} is only the beginning */
    record Grant(ResourceType type, String name, boolean prefixed, AclOperation operation) {
        void give(SecureKafka kafka, String user) {
            if (prefixed) {
                kafka.allowPrefixed(user, type, name, operation);
            } else {
                kafka.allow(user, type, name, operation);
            }
        }
    }

    List<Grant> of(String service) {
        List<Grant> grants = new ArrayList<>(
                switch (service) {
                    case "ingest" -> ingest();
                    case "detect" -> detect();
                    case "aggregate" -> aggregate();
                    case "console" -> console();
                    case "notify" -> alarms();
                    default -> throw new IllegalArgumentException(service);
                });
        grants.add(topic("site-settings", READ));
        grants.add(topic("site-status", WRITE));
        return grants;
    }

    private List<Grant> ingest() {
        return List.of(
                topic("frames", WRITE),
                topic("frames", READ),
                topic("clips", WRITE),
                topic("camera-status", WRITE),
                topic("camera-status", READ),
                topic("detections", READ),
                new Grant(GROUP, prefix + "ingest", false, READ),
                new Grant(GROUP, prefix + "detector", false, DESCRIBE));
    }

    private List<Grant> detect() {
        return List.of(
                topic("frames", READ),
                topic("detections", WRITE),
                topic("frames.dlq", WRITE),
                topic("models", READ),
                topic("model-status", WRITE),
                topic("model-status", READ),
                new Grant(GROUP, prefix + "detector", false, READ),
                new Grant(TRANSACTIONAL_ID, prefix + "detector", true, WRITE));
    }

    private List<Grant> aggregate() {
        List<Grant> grants = new ArrayList<>();
        grants.add(topic("frames", READ));
        grants.add(topic("detections", READ));
        for (String output : List.of(
                "detections.dlq", "counts", "events", "tracks", "keyframes", "cloud.counts", "cloud.keyframes")) {
            grants.add(topic(output, WRITE));
        }
        grants.add(new Grant(GROUP, prefix + "aggregator", false, READ));
        grants.add(new Grant(TRANSACTIONAL_ID, prefix + "aggregator", true, WRITE));
        for (AclOperation operation : List.of(CREATE, READ, WRITE)) {
            grants.add(new Grant(TOPIC, prefix + "aggregator-", true, operation));
        }
        return grants;
    }

    private List<Grant> alarms() {
        return List.of(
                topic("events", READ),
                topic("counts", READ),
                topic("keyframes", READ),
                topic("notify.dlq", WRITE),
                topic("commands", READ),
                topic("commands", WRITE),
                topic("command-results", READ),
                topic("command-results", WRITE),
                new Grant(GROUP, prefix + "notify-", true, READ),
                new Grant(TRANSACTIONAL_ID, prefix + "notify-", true, WRITE));
    }

    private List<Grant> console() {
        List<Grant> grants = new ArrayList<>();
        for (String input : List.of(
                "frames",
                "detections",
                "counts",
                "events",
                "tracks",
                "keyframes",
                "clips",
                "cloud.keyframes",
                "camera-status")) {
            grants.add(topic(input, READ));
        }
        for (String group : List.of("detector", "aggregator")) {
            grants.add(new Grant(GROUP, prefix + group, false, DESCRIBE));
        }
        return grants;
    }

    Grant topic(String name, AclOperation operation) {
        return new Grant(TOPIC, prefix + name, false, operation);
    }
}
