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
 * Checks that the services of a site use the same Kafka cluster. A configuration may give a service its own address,
 * such as another listener; if that belongs to another cluster, each service finds its topics but no records of the
 * others.
 */
final class ClusterAgreement {
    private static final Logger log = LoggerFactory.getLogger(ClusterAgreement.class);
    private static final String SERVERS = "bootstrap.servers";

    private ClusterAgreement() {}

    /**
     * Queries the addresses configured for the other services, if they differ; addresses that cannot be reached from
     * here are skipped.
     *
     * @param servers the address in use here
     * @param cluster id of its cluster
     * @return one line, if a service is configured for another cluster
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
                        + ": all services of a site need the same cluster; correct " + SERVERS + " below kafka");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> clusterOf(Map<String, Object> kafka) throws InterruptedException {
        try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
            return Optional.of(admin.clusterId());
        } catch (KafkaException e) {
            log.debug("{} cannot be reached", kafka.get(SERVERS), e);
            return Optional.empty();
        }
    }
}
