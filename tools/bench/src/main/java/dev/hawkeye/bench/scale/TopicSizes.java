package dev.hawkeye.bench.scale;

import dev.hawkeye.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/**
 * Bytes on the brokers' disks.
 *
 * @param frames bytes of the frames topic
 * @param detections bytes of the detections topic
 * @param results bytes of the aggregator's results: counts, events, keyframes, and the cloud topics
 */
record TopicSizes(long frames, long detections, long results) {
    static TopicSizes of(Admin admin, Topics topics) throws InterruptedException, ExecutionException {
        List<Integer> brokers =
                admin.describeCluster().nodes().get().stream().map(Node::id).toList();
        Map<String, Long> sizes = new HashMap<>();
        for (Map<String, LogDirDescription> directories :
                admin.describeLogDirs(brokers).allDescriptions().get().values()) {
            for (LogDirDescription directory : directories.values()) {
                directory
                        .replicaInfos()
                        .forEach((partition, replica) -> sizes.merge(partition.topic(), replica.size(), Long::sum));
            }
        }
        long results = List.of(
                        topics.counts(),
                        topics.events(),
                        topics.keyframes(),
                        topics.cloudCounts(),
                        topics.cloudKeyframes())
                .stream()
                .mapToLong(topic -> sizes.getOrDefault(topic, 0L))
                .sum();
        return new TopicSizes(
                sizes.getOrDefault(topics.frames(), 0L), sizes.getOrDefault(topics.detections(), 0L), results);
    }

    TopicSizes minus(TopicSizes before) {
        return new TopicSizes(frames - before.frames, detections - before.detections, results - before.results);
    }
}
