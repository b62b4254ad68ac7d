package dev.hawkeye.embedded;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The controller and the broker of a single-node cluster, created as {@link KafkaRaftServer} creates them but started
 * in a different order: the broker starts only once the controller has forgotten its predecessor.
 *
 * <p>Why the order matters. The metadata still name the previous broker as the leader of every partition.
 * KafkaRaftServer starts both at once, so the new broker takes over all partitions on that basis, coordinates
 * transactions, and looks for expired ones. Seconds later the session of the old broker ends, and for a moment no
 * partition has a leader. Kafka mistakes a partition without a leader for a deleted one (KAFKA-20734): an
 * end-of-transaction marker on its way to it at that moment is dropped, and recorded as written. From then on no
 * consumer can read past that transaction in this partition; and if it was a commit, its records are lost. With this
 * order there is no such moment: partitions have no leader until the broker is up, and from then on always this one.
 * {@link BrokerProperties} ensures that the broker is neither declared dead later nor fenced when it stops. This order
 * is also faster: there is no session timeout to wait for.
 */
final class SoleNode {
    private static final Logger LOG = LoggerFactory.getLogger(SoleNode.class);
    private static final long LOOK_MILLIS = 20;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private volatile boolean stopping;

    SoleNode(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        MetaPropertiesEnsemble properties = directory._1();
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2());
    }

    /** Returns when the broker serves or was stopped in the meantime. */
    void startup() throws InterruptedException, ExecutionException {
        controller.startup();
        if (forgetFormerBroker()) {
            broker.startup();
        }
    }

    /** @return false when it was stopped in the meantime */
    private boolean forgetFormerBroker() throws InterruptedException, ExecutionException {
        while (!stopping) {
            if (controller.controller().isActive()) {
                try {
                    controller
                            .controller()
                            .unregisterBroker(request(), BrokerProperties.NODE_ID)
                            .get();
                    return true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                        return true;
                    }
                    if (!(e.getCause() instanceof NotControllerException)) {
                        throw e;
                    }
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private static ControllerRequestContext request() {
        return new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    }

    /** Stops the broker first, because it writes what the controller must know. */
    void shutdown() {
        stopping = true;
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
