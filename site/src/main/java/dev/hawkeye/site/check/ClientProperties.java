package dev.hawkeye.site.check;

import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.streams.StreamsConfig;

/** Checks that the clients of Kafka and of the registry accept their properties, and can read the files named there. */
public final class ClientProperties {
    private static final List<ConfigDef> CLIENTS =
            List.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef());
    private static final List<ConfigDef> STREAMS = Stream.concat(Stream.of(StreamsConfig.configDef()), CLIENTS.stream())
            .toList();

    private static final Pattern REGISTRY = Pattern.compile("\\s*(https?|mock)://[^,]+(,\\s*https?://[^,]+)*");

    /** Excludes a registry inside this process, which the cloud cannot reach. */
    private static final Pattern CLOUD_REGISTRY = Pattern.compile("\\s*https?://[^,]+(,\\s*https?://[^,]+)*");

    private ClientProperties() {}

    /** As a {@link dev.hawkeye.site.config.ConfigCheck}. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        Map<String, String> all = config.kafka();
        kafka("kafka", all, all, CLIENTS, problems);
        kafka("ingest.kafka", all, config.ingest().kafka(), CLIENTS, problems);
        kafka("detector.kafka", all, config.detector().kafka(), STREAMS, problems);
        kafka("aggregator.kafka", all, config.aggregator().kafka(), STREAMS, problems);
        kafka("console.kafka", all, config.console().kafka(), CLIENTS, problems);
        kafka("notify.kafka", all, config.alarms().kafka(), CLIENTS, problems);
        if (!REGISTRY.matcher(config.registry().getOrDefault(SchemaRegistry.URL, ""))
                .matches()) {
            problems.accept(
                    "registry." + SchemaRegistry.URL,
                    "must be http://HOST:PORT, https://HOST:PORT or mock://NAME, or several, separated by commas, got: "
                            + SchemaRegistry.shownAddress(config.registry()));
        }
        stores("registry", "schema.registry.ssl", Map.of(), config.registry(), problems);
        if (config.cloud().hasRegistry()) {
            Map<String, String> cloud = config.cloud().registry();
            if (!CLOUD_REGISTRY
                    .matcher(cloud.getOrDefault(SchemaRegistry.URL, ""))
                    .matches()) {
                problems.accept(
                        "cloud.registry." + SchemaRegistry.URL,
                        "must be http://HOST:PORT or https://HOST:PORT, or several, separated by commas, got: "
                                + SchemaRegistry.shownAddress(cloud));
            }
            stores("cloud.registry", "schema.registry.ssl", Map.of(), cloud, problems);
        }
    }

    private static void kafka(
            String section,
            Map<String, String> around,
            Map<String, String> own,
            List<ConfigDef> clients,
            BiConsumer<String, String> problems) {
        own.forEach((key, value) -> clients.stream()
                .filter(client -> client.names().contains(key))
                .findFirst()
                .map(client -> client.validateAll(Map.of(key, value)).get(key))
                .filter(checked -> !checked.errorMessages().isEmpty())
                .ifPresent(checked -> problems.accept(
                        section + "." + key,
                        "is rejected by Kafka: " + checked.errorMessages().get(0))));
        String login = own.get(SaslConfigs.SASL_JAAS_CONFIG);
        if (login != null && !isLogin(login)) {
            problems.accept(
                    section + "." + SaslConfigs.SASL_JAAS_CONFIG,
                    "must be CLASS required username=\"…\" password=\"…\"; and complete");
        }
        stores(section, "ssl", around, own, problems);
    }

    private static boolean isLogin(String login) {
        try {
            return !JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(login)))
                    .configurationEntries()
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A service's own store properties complement those for all services. */
    private static void stores(
            String section,
            String prefix,
            Map<String, String> around,
            Map<String, String> own,
            BiConsumer<String, String> problems) {
        Map<String, String> together = new HashMap<>(around);
        together.putAll(own);
        for (String store : List.of(prefix + ".keystore", prefix + ".truststore")) {
            if (own.keySet().stream().anyMatch(key -> key.startsWith(store + "."))) {
                StoreFile.of(together, store)
                        .flatMap(StoreFile::trouble)
                        .ifPresent(trouble -> problems.accept(section + "." + store + ".location", trouble));
            }
        }
    }
}
