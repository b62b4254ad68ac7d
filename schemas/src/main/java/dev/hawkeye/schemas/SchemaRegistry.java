package dev.hawkeye.schemas;

import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The schema registry as the serdes see it: ids of the schemas to write, and schemas of the ids to read, both requested
 * once and cached for good (a registry never changes the meaning of an id). One instance serves a whole process; it is
 * thread-safe, and lives until {@link #close()}.
 */
public final class SchemaRegistry implements AutoCloseable {
    /** The only required property: addresses of the registry, or {@code mock://NAME} inside one process. */
    public static final String URL = "schema.registry.url";

    private static final String AUTO_REGISTER = "auto.register.schemas";
    private static final int SCHEMAS_PER_SUBJECT = 100;
    /**
     * Confluent's error codes 40401 and so on. Not any HTTP 404: that of a proxy, or for a wrong path, blames no
     * record.
     */
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient client;
    private final String section;
    private final String address;
    private final boolean autoRegister;
    private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaRegistry(SchemaRegistryClient client, String section, String address, boolean autoRegister) {
        this.client = client;
        this.section = section;
        this.address = address;
        this.autoRegister = autoRegister;
    }

    /**
     * Creates a client; sends no request yet.
     *
     * @param properties Confluent's own, under their own names: {@code schema.registry.url} (required),
     *     {@code basic.auth.credentials.source}, {@code schema.registry.ssl.truststore.location} and so on;
     *     {@code auto.register.schemas=false} looks schemas up and never registers one
     * @throws IllegalArgumentException when {@code schema.registry.url} is missing
     * @throws UserException when the client rejects a property
     */
    public static SchemaRegistry connect(Map<String, String> properties) {
        return connect(properties, "registry");
    }

    /**
     * The same for a registry other than the site's.
     *
     * @param section of hawkeye.yaml that the properties are from, for messages
     */
    public static SchemaRegistry connect(Map<String, String> properties, String section) {
        String url = properties.get(URL);
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException(URL + " is missing: set it to the registry's address");
        }
        Map<String, String> clean = RegistryLogin.outOfAddress(properties);
        return new SchemaRegistry(
                client(clean, section),
                section,
                shownAddress(properties),
                !"false".equals(properties.get(AUTO_REGISTER)));
    }

    private static SchemaRegistryClient client(Map<String, String> properties, String section) {
        try {
            return SchemaRegistryClientFactory.newClient(
                    List.of(properties.get(URL).split("\\s*,\\s*")),
                    SCHEMAS_PER_SUBJECT,
                    List.of(new AvroSchemaProvider()),
                    properties,
                    Map.of());
        } catch (RuntimeException e) { // its own ConfigException, and others
            throw new UserException(
                    "the properties below " + section + " are rejected by the registry's client: "
                            + Redaction.redact(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** @return the registry's address for display, without user and password */
    public static String shownAddress(Map<String, String> properties) {
        return RegistryLogin.hidden(properties.getOrDefault(URL, ""));
    }

    /** @return a serde of {@code type} in Confluent's wire format, for the values of any topic; needs no closing */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return new AvroSerde<>(this, type);
    }

    /**
     * Id of {@code schema} under the subject {@code <topic>-value}; registers it there if allowed.
     *
     * @throws RegistryException when the registry cannot be reached or refuses the schema
     */
    public int idFor(String topic, Schema schema) {
        Map<Schema, Integer> known = ids.computeIfAbsent(topic, t -> new ConcurrentHashMap<>());
        Integer id = known.get(schema);
        if (id == null) {
            String subject = topic + "-value";
            AvroSchema wire = new AvroSchema(schema.toString());
            try {
                id = autoRegister ? client.register(subject, wire) : client.getId(subject, wire);
            } catch (IOException | RestClientException e) {
                throw new RegistryException(
                        section, address, "no id for subject '" + subject + "': " + e.getMessage(), e);
            }
            known.put(schema, id);
        }
        return id;
    }

    /**
     * Makes {@link #idFor} return {@code id} from now on, without a request.
     *
     * @param id what this registry has returned before, to another instance
     */
    public void know(String topic, Schema schema, int id) {
        ids.computeIfAbsent(topic, t -> new ConcurrentHashMap<>()).put(schema, id);
    }

    /**
     * Schema of {@code id}.
     *
     * @throws UndecodableException when the registry says that there is no such id, or that it is not an Avro schema
     * @throws RegistryException when the registry cannot be queried
     */
    public Schema schemaOf(int id) {
        if (id < 0) {
            throw new UndecodableException("there is no schema id " + id); // Registries differ in how they answer this.
        }
        Schema schema = schemas.get(id);
        if (schema == null) {
            try {
                schema = new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
            } catch (RestClientException e) {
                if (e.getErrorCode() / 100 == NOT_FOUND) {
                    throw new UndecodableException("schema id " + id + " is unknown to the registry", e);
                }
                throw new RegistryException(
                        section, address, "schema id " + id + " cannot be read: " + e.getMessage(), e);
            } catch (IOException e) {
                if (isInvalid(e)) {
                    throw new UndecodableException("schema id " + id + " is not an Avro schema", e);
                }
                throw new RegistryException(
                        section, address, "schema id " + id + " cannot be read: " + e.getMessage(), e);
            } catch (AvroRuntimeException e) {
                throw new UndecodableException("schema id " + id + " is not an Avro schema: " + e.getMessage(), e);
            } catch (StackOverflowError e) {
                throw new UndecodableException("schema id " + id + " is nested too deeply", e);
            }
            if (EmptyItems.in(schema)) {
                throw new UndecodableException("schema id " + id + " has an array of items without a byte");
            }
            schemas.put(id, schema);
        }
        return schema;
    }

    /** Recognizes how Confluent's client reports a JSON or Protobuf schema; a failure to connect is a subclass. */
    private static boolean isInvalid(IOException e) {
        return e.getClass() == IOException.class
                && e.getMessage() != null
                && e.getMessage().startsWith("Invalid schema");
    }

    /** The underlying Confluent client, for operations that this class does not cover. */
    public SchemaRegistryClient client() {
        return client;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new RegistryException(section, address, "the registry client did not close: " + e.getMessage(), e);
        }
    }
}
