package dev.hawkeye.streams;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** The roles of a topology's topics, as Kafka's permissions. */
final class TopicRoles {
    private final Set<String> read = new HashSet<>();
    private final Set<String> written = new HashSet<>();

    TopicRoles(Topology topology) {
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                    read.addAll(source.topicSet());
                } else if (node instanceof TopologyDescription.Sink sink && sink.topic() != null) {
                    written.add(sink.topic());
                }
            }
        }
    }

    /** A topic that is neither read nor written by name holds the application's own state. */
    String operations(String topic) {
        if (read.contains(topic)) {
            return written.contains(topic) ? "READ and WRITE" : "READ";
        }
        return written.contains(topic) ? "WRITE" : "CREATE, DESCRIBE, READ and WRITE";
    }
}
