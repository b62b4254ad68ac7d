package dev.hawkeye.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The broker's native properties: one node that is both broker and controller, with few threads and little memory. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** A separate name, so that an override of the protocol map can give this listener another protocol. */
    private static final String CLIENT_LISTENER = "CLIENT";

    /** A frame is a JPEG of about 100 KB; the largest that cameras deliver are smaller than this. */
    private static final String MAX_RECORD_BYTES = String.valueOf(16 * 1024 * 1024);

    private BrokerProperties() {}

    static Properties of(Path directory, BrokerPorts ports, Map<String, String> overrides) {
        String client = CLIENT_LISTENER + "://" + BrokerPorts.HOST + ":" + ports.client();
        String controller = BrokerPorts.HOST + ":" + ports.controller();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE_ID),
                "log.dirs",
                directory.toString(),
                "listeners",
                client + "," + CONTROLLER_LISTENER + "://" + controller,
                "advertised.listeners",
                client,
                "listener.security.protocol.map",
                CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@" + controller));
        // There is one broker: nothing can be replicated, and there is nothing to wait for.
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        // The controller is in the same process, so it need not detect whether the broker is alive. Otherwise, a
        // process that was suspended for a minute, or misses heartbeats under load, would be fenced, and so would a
        // broker that is stopping; and in the moment without a leader the end of a transaction is lost, see SoleNode.
        properties.putAll(Map.of(
                "broker.session.timeout.ms",
                String.valueOf(Duration.ofDays(1).toMillis()),
                "controlled.shutdown.enable",
                "false"));
        // A killed service leaves an open transaction, which blocks its successor: check for it every second, not every
        // ten.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // Cameras write several megabytes a second, and data beyond its size limit or retention stays until the next
        // check.
        properties.put("log.retention.check.interval.ms", "20000");
        properties.putAll(Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", String.valueOf(2 * 1024 * 1024)));
        properties.putAll(Map.of(
                "message.max.bytes", MAX_RECORD_BYTES,
                "replica.fetch.max.bytes", MAX_RECORD_BYTES,
                "auto.create.topics.enable", "false"));
        properties.putAll(overrides);
        return properties;
    }
}
