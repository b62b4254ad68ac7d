package dev.hawkeye.site.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.registry.RegisteredSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Confluent's own client is the judge. */
class RegistryEndpointTest {
    private static final String FIRST = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}";
    private static final String SECOND =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"n\",\"type\":\"int\",\"default\":0}]}";

    private HttpServer server;
    private CachedSchemaRegistryClient client;

    @BeforeEach
    void start() {
        List<RegisteredSchema> schemas = List.of(
                new RegisteredSchema("site.a-value", 1, 7, FIRST),
                new RegisteredSchema("b-value", 1, 7, FIRST),
                new RegisteredSchema("site.a-value", 2, 9, SECOND));
        server = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, ""), new Health(), List.of(new RegistryEndpoint(schemas)::addTo));
        client = new CachedSchemaRegistryClient(
                List.of("http://127.0.0.1:" + server.port()), 10, List.of(new AvroSchemaProvider()), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void givesTheSchemaOfAnId() throws Exception {
        assertThat(client.getSchemaById(7).canonicalString()).isEqualTo(FIRST);
        assertThat(client.getSchemaById(9).canonicalString()).isEqualTo(SECOND);
    }

    @Test
    void listsSubjectsAndVersions() throws Exception {
        assertThat(client.getAllSubjects()).containsExactly("b-value", "site.a-value");
        assertThat(client.getAllVersions("site.a-value")).containsExactly(1, 2);
    }

    @Test
    void givesAVersionAndTheLatest() throws Exception {
        SchemaMetadata first = client.getSchemaMetadata("site.a-value", 1);
        SchemaMetadata latest = client.getLatestSchemaMetadata("site.a-value");

        assertThat(first.getId()).isEqualTo(7);
        assertThat(first.getSchema()).isEqualTo(FIRST);
        assertThat(latest.getVersion()).isEqualTo(2);
        assertThat(latest.getId()).isEqualTo(9);
    }

    @Test
    void findsTheVersionAndTheIdOfASchema() throws Exception {
        assertThat(client.getVersion("site.a-value", new AvroSchema(SECOND))).isEqualTo(2);
        assertThat(client.getId("b-value", new AvroSchema(FIRST))).isEqualTo(7);
    }

    @Test
    void registersWhatIsThereAndNothingElse() throws Exception {
        assertThat(client.register("site.a-value", new AvroSchema(SECOND))).isEqualTo(9);
        refusal(42205, () -> client.register("b-value", new AvroSchema(SECOND)));
        refusal(40401, () -> client.register("c-value", new AvroSchema(FIRST)));
    }

    @Test
    void refusesWithConfluentsCodes() {
        refusal(40403, () -> client.getVersion("b-value", new AvroSchema(SECOND)));
        refusal(40403, () -> client.getSchemaById(8));
        refusal(40401, () -> client.getAllVersions("c-value"));
        refusal(40401, () -> client.getLatestSchemaMetadata("c-value"));
        refusal(40402, () -> client.getSchemaMetadata("b-value", 2));
        refusal(42202, () -> client.getSchemaMetadata("b-value", 0));
    }

    @Test
    void speaksTheRegistrysContentType() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/subjects/site.a-value/versions/latest");

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/vnd.schemaregistry.v1+json");
        assertThat(response.body())
                .contains("\"subject\":\"site.a-value\"", "\"version\":2", "\"id\":9", "\"schema\":");
    }

    private static void refusal(int code, ThrowingCallable call) {
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
