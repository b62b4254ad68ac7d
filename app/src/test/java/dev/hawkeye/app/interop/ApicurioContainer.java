package dev.hawkeye.app.interop;

import dev.hawkeye.testing.Ports;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.HttpWaitStrategy;

/**
 * A schema registry: Apicurio's official image through its Confluent API. It keeps its schemas in Kafka, as one should
 * have it, and stays at one port of this machine when it is stopped and started.
 */
final class ApicurioContainer extends GenericContainer<ApicurioContainer> {
    private static final String IMAGE = "apicurio/apicurio-registry:3.3.3";
    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final int PORT = 8080;
    /** Of a container on a busy machine. */
    static final Duration START = Duration.ofMinutes(5);

    private final int port = Ports.free();

    /** @param kafka its address within the network */
    ApicurioContainer(Network network, String kafka) {
        super(IMAGE);
        withNetwork(network);
        withEnv("APICURIO_STORAGE_KIND", "kafkasql");
        withEnv("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", kafka);
        withExposedPorts(PORT);
        setPortBindings(List.of(port + ":" + PORT));
        waitingFor(ready());
        withStartupTimeout(START);
    }

    private static HttpWaitStrategy ready() {
        return new HttpWaitStrategy().forPort(PORT).forPath(CONFLUENT_API + "/subjects");
    }

    /** Of its Confluent API. */
    String url() {
        return "http://" + getHost() + ":" + port + CONFLUENT_API;
    }

    /** It is away, and keeps what it has. */
    void goAway() {
        getDockerClient().stopContainerCmd(getContainerId()).exec();
    }

    /** Returns when it answers. */
    void comeBack() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        ready().withStartupTimeout(START).waitUntilReady(this);
    }
}
