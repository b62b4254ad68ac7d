package dev.hawkeye.site.gate;

import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.ServiceKafka;
import dev.hawkeye.site.topics.TopicAdmin;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of a site meet on one Kafka cluster. A configuration may give a service an address of its own, another
 * listener say; if that is another cluster, each finds its topics and nobody's records.
 */
final class ClusterAgreement {
    private static final Logger log = LoggerFactory.getLogger(ClusterAgreement.class);
    private static final String SERVERS = "bootstrap.servers";

    private ClusterAgreement() {}

    /**
     * Asks the addresses that the other services are given, where they differ; who cannot be reached from here is not
     * missed.
     *
     * @param servers the address that is in use here
     * @param cluster that it belongs to
     * @return in one line, when a service is sent to another cluster
     */
    static Optional<String> disagreement(HawkeyeConfig config, String servers, String cluster)
            throws InterruptedException {
        Set<String> asked = new HashSet<>(Set.of(servers));
        for (String service : ServiceKafka.SERVICES) {
            Map<String, Object> kafka = ServiceKafka.of(config, service);
            String others = String.valueOf(kafka.get(SERVERS));
            if (!asked.add(others)) {
                continue;
            }
            Optional<String> other = clusterOf(kafka);
            if (other.isPresent() && !other.get().equals(cluster)) {
                return Optional.of("the configuration sends " + service + " to Kafka at " + others + ", cluster "
                        + other.get() + ", but Kafka at " + servers + " is cluster " + cluster
                        + ": all services of a site need the same, mend the " + SERVERS + " below kafka");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> clusterOf(Map<String, Object> kafka) throws InterruptedException {
        try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
            return Optional.of(admin.clusterId());
        } catch (KafkaException e) {
            log.debug("{} cannot be asked", kafka.get(SERVERS), e);
            return Optional.empty();
        }
    }
}
