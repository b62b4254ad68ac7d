package dev.hawkeye.site.registry;

import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;

/**
 * A schema registry inside this process, for Hawkeye's own topics. The ids are stored in a file, since the records that
 * carry them outlive the process; all schemas of this version get their ids, and the file is synced to disk, before any
 * record is written with them. In use from {@link #open} to {@link #close()}. Thread-safe.
 */
public final class LocalRegistry implements AutoCloseable {
    private static final String SCHEME = "mock://";

    private final String scope;
    private final SchemaRegistry registry;
    private final List<RegisteredSchema> schemas;

    private LocalRegistry(String scope, SchemaRegistry registry, List<RegisteredSchema> schemas) {
        this.scope = scope;
        this.registry = registry;
        this.schemas = List.copyOf(schemas);
    }

    /** Whether these properties select the registry inside the process. */
    public static boolean isMeantBy(Map<String, String> properties) {
        return properties.getOrDefault(SchemaRegistry.URL, "").startsWith(SCHEME);
    }

    /** Properties for a client in another process: the registry inside {@code run} is served over HTTP. */
    public static Map<String, String> seenFromOutside(HawkeyeConfig config) {
        Map<String, String> properties = new HashMap<>(config.registry());
        if (isMeantBy(properties)) {
            properties.put(
                    SchemaRegistry.URL,
                    "http://" + reachable(config.http().host()) + ":"
                            + config.http().port());
        }
        return properties;
    }

    private static String reachable(String host) {
        if (Set.of("0.0.0.0", "::", "[::]").contains(host)) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /**
     * @param file that stores the ids; its folder must exist
     * @param properties of the registry's client
     * @throws dev.hawkeye.settings.UserException when the file is damaged or cannot be written
     */
    public static LocalRegistry open(Path file, Topics topics, Map<String, String> properties) {
        SchemaFile onDisk = new SchemaFile(file);
        List<RegisteredSchema> before = onDisk.read();
        List<RegisteredSchema> schemas = new ArrayList<>(before);
        topics.schemas().forEach((topic, schema) -> add(schemas, topic + "-value", schema));
        if (!schemas.equals(before)) {
            onDisk.write(schemas);
        }
        // Confluent's client keeps one mock registry per name in the process; this one must not collide with another.
        String scope = UUID.randomUUID().toString();
        Map<String, String> connection = new HashMap<>(properties);
        connection.put(SchemaRegistry.URL, SCHEME + scope);
        SchemaRegistry registry = SchemaRegistry.connect(connection);
        register(registry.client(), schemas);
        return new LocalRegistry(scope, registry, schemas);
    }

    private static void add(List<RegisteredSchema> schemas, String subject, Schema schema) {
        String text = schema.toString();
        int version = 1;
        int nextId = 1;
        int id = 0;
        for (RegisteredSchema known : schemas) {
            nextId = Math.max(nextId, known.id() + 1);
            boolean same = known.schema().equals(text);
            if (same) {
                id = known.id();
            }
            if (known.subject().equals(subject)) {
                if (same) {
                    return;
                }
                version = Math.max(version, known.version() + 1);
            }
        }
        schemas.add(new RegisteredSchema(subject, version, id == 0 ? nextId : id, text));
    }

    private static void register(SchemaRegistryClient client, List<RegisteredSchema> schemas) {
        try {
            for (RegisteredSchema known : schemas) {
                client.register(known.subject(), new AvroSchema(known.schema()), known.version(), known.id());
            }
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("the registry in the process refused a schema: " + e.getMessage(), e);
        }
    }

    /** The registry client for the services; closed with this. */
    public SchemaRegistry registry() {
        return registry;
    }

    /** All registered schemas, in order of registration. */
    public List<RegisteredSchema> schemas() {
        return schemas;
    }

    @Override
    public void close() throws RegistryException {
        registry.close();
        MockSchemaRegistry.dropScope(scope);
    }
}
