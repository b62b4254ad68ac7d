package dev.hawkeye.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry whose answers to "which schema has this id" are made up. */
final class RegistryAnswersTest {
    private HttpServer server;
    private SchemaRegistry registry;
    private volatile int status = 200;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, url()));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void propertiesThatTheClientRejectsAreNamedWithTheirSection() {
        Map<String, String> properties =
                Map.of(SchemaRegistry.URL, url(), "basic.auth.credentials.source", "USER_INFO");

        assertThatThrownBy(() -> SchemaRegistry.connect(properties, "cloud.registry"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cloud.registry")
                .hasMessageContaining("UserInfo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        404 | {"error_code": 40403, "message": "Schema not found"}                | is unknown to the registry
        200 | {"schemaType": "JSON", "schema": "{\\"type\\": \\"object\\"}"}      | is not an Avro schema
        200 | {"schemaType": "PROTOBUF", "schema": "syntax = \\"proto3\\";"}      | is not an Avro schema
        200 | {"schema": "{\\"type\\": \\"record\\"}"}                            | is not an Avro schema
        200 | {"schema": "{\\"type\\": \\"record\\", \\"name\\": \\"a b\\", \\"fields\\": []}"} | is not an Avro schema
        """)
    void aSchemaThatIsNoneOfOursIsBlamedOnTheRecord(int code, String body, String reason) {
        // given
        status = code;
        answer = body;

        // when, then
        assertThatThrownBy(() -> registry.schemaOf(7))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("schema id 7 " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        404 | <html>no such page</html>
        404 | {"error_code": 404, "message": "HTTP 404 Not Found"}
        401 | {"error_code": 40101, "message": "who are you?"}
        500 | {"error_code": 50001, "message": "the store is away"}
        503 |
        """)
    void anAnswerThatSaysNothingOfTheSchemaIsNotBlamedOnTheRecord(int code, String body) {
        // given
        status = code;
        answer = body == null ? "" : body;

        // when, then
        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
    }

    @Test
    void anAnswerThatIsNoJsonIsNotBlamedOnTheRecord() {
        // given
        answer = "<html>log in first</html>";

        // when, then
        assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        401 | refuses this user (401), fix basic.auth.user.info below registry: no id for subject 'frames-value'     | true
        403 | refuses this user (403), fix basic.auth.user.info below registry: no id for subject 'frames-value'     | true
        404 | answers 404, fix schema.registry.url below registry: no id for subject 'frames-value'                  | false
        409 | refuses the schema, which is incompatible with the previous one: no id for subject 'frames-value'        | false
        503 | has failed (503): no id for subject 'frames-value'                                                      | false
        """)
    void aRegistryThatRefusesIsNotSaidToBeAway(int code, String words, boolean refusesUser) {
        // given
        status = code;
        answer = "{\"error_code\": " + code + "01, \"message\": \"no\"}";

        // when, then
        assertThatThrownBy(() -> registry.idFor("frames", Frame.getClassSchema()))
                .isInstanceOfSatisfying(RegistryException.class, e -> {
                    assertThat(e).hasMessageStartingWith("the schema registry at " + url() + " " + words);
                    assertThat(e.refusesUser()).isEqualTo(refusesUser);
                });
    }

    @Test
    void aRegistryThatDoesNotListenIsAway() {
        // given
        server.stop(0);

        // when, then
        assertThatThrownBy(() -> registry.idFor("frames", Frame.getClassSchema()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("the schema registry at " + url()
                        + " cannot be reached, start it or fix schema.registry.url below registry: no id for subject");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
