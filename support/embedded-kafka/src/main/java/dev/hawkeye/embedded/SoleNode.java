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
 * The controller and the broker of a cluster of one node, made as {@link KafkaRaftServer} makes them and started in
 * another order: the broker starts only when the controller has forgotten the one that was here before.
 *
 * <p>Why the order counts. The metadata still name the broker of before as the leader of every partition. KafkaRaftServer
 * starts both at once, so the new broker takes up all partitions on that word, coordinates transactions, and looks for those
 * that are over time; seconds later the session of the old broker ends, and for a moment no partition has a leader. Kafka
 * takes a partition without a leader for one that was deleted (KAFKA-20734): an end of a transaction that is on its way to it
 * in that moment is dropped, and noted as done. From then on no one can read past that transaction, in this partition, for
 * ever; and if it was a commit, its records are lost. With this order there is no such moment: partitions have no leader
 * before the broker is there, and then always this one. {@link BrokerProperties} sees to it that it is not taken for dead
 * later, nor deposed when it stops. It is faster, too: no one waits for the end of a session.
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

    /** Returns when the broker serves, or when it was stopped meanwhile. */
    void startup() throws InterruptedException, ExecutionException {
        controller.startup();
        if (forgetFormerBroker()) {
            broker.startup();
        }
    }

    /** @return false when it was stopped meanwhile */
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

    /** The broker first, which writes down what the controller is to know. */
    void shutdown() {
        stopping = true;
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
