package dev.hawkeye.site.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRegistryTest {
    private static final Topics TOPICS = new Topics("");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("registry.json");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,http://127.0.0.1:8080",
        "0.0.0.0,http://127.0.0.1:8080",
        "::,http://127.0.0.1:8080",
        "::1,http://[::1]:8080",
        "[2001:db8::7],http://[2001:db8::7]:8080",
        "site.example.org,http://site.example.org:8080"
    })
    void hasAnAddressForOtherProcesses(String host, String url) {
        HawkeyeConfig config = new ConfigReader().set("http.host", host, "test").read();

        assertThat(LocalRegistry.seenFromOutside(config)).containsEntry("schema.registry.url", url);
    }

    @Test
    void givesEverySchemaAnIdAndASharedSchemaTheSameOne() {
        try (LocalRegistry registry = open()) {
            assertThat(registry.schemas())
                    .extracting(RegisteredSchema::subject)
                    .containsExactlyInAnyOrder(
                            "frames-value",
                            "detections-value",
                            "counts-value",
                            "events-value",
                            "tracks-value",
                            "keyframes-value",
                            "clips-value",
                            "cloud.counts-value",
                            "cloud.keyframes-value",
                            "camera-status-value",
                            "models-value",
                            "model-status-value",
                            "site-settings-value",
                            "site-status-value",
                            "commands-value",
                            "command-results-value");
            assertThat(id(registry, "counts", WindowCount.getClassSchema()))
                    .isEqualTo(id(registry, "cloud.counts", WindowCount.getClassSchema()))
                    .isNotEqualTo(id(registry, "frames", Frame.getClassSchema()));
        }
    }

    @Test
    void keepsTheIdsOverARestart() {
        List<RegisteredSchema> before;
        try (LocalRegistry registry = open()) {
            before = registry.schemas();
        }

        try (LocalRegistry registry = open()) {
            assertThat(registry.schemas()).isEqualTo(before);
            for (RegisteredSchema schema : before) {
                assertThat(registry.registry().schemaOf(schema.id())).hasToString(schema.schema());
            }
        }
    }

    @Test
    void givesAChangedSchemaANewVersionAndStillKnowsTheOldOne() {
        String old = "{\"type\":\"record\",\"name\":\"Frame\",\"fields\":[]}";
        new SchemaFile(file).write(List.of(new RegisteredSchema("frames-value", 1, 41, old)));

        try (LocalRegistry registry = open()) {
            assertThat(registry.registry().schemaOf(41)).hasToString(old);
            assertThat(registry.schemas())
                    .contains(new RegisteredSchema(
                            "frames-value", 2, 42, Frame.getClassSchema().toString()));
            assertThat(id(registry, "frames", Frame.getClassSchema())).isEqualTo(42);
            assertThat(id(registry, "detections", Detection.getClassSchema())).isGreaterThan(42);
        }
    }

    @Test
    void keepsTwoRegistriesOfOneProcessApart() {
        new SchemaFile(file)
                .write(List.of(new RegisteredSchema(
                        "frames-value", 1, 41, Frame.getClassSchema().toString())));

        try (LocalRegistry one = open();
                LocalRegistry other = LocalRegistry.open(directory.resolve("other.json"), TOPICS, Map.of())) {
            assertThat(id(one, "frames", Frame.getClassSchema())).isEqualTo(41);
            assertThat(id(other, "frames", Frame.getClassSchema())).isEqualTo(1);
        }
    }

    @Test
    void refusesADamagedFile() throws Exception {
        for (String damaged : List.of("", "{\"schemas\": [{", "{}", "[]")) {
            Files.writeString(file, damaged);

            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("the schema ids in " + file + " are damaged");
        }
    }

    @Test
    void saysWhenTheFileCannotBeWritten() {
        Path missing = directory.resolve("missing").resolve("registry.json");

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> LocalRegistry.open(missing, TOPICS, Map.of()))
                .withMessageContaining("cannot be written to " + missing);
    }

    private LocalRegistry open() {
        return LocalRegistry.open(file, TOPICS, Map.of("schema.registry.url", "mock://hawkeye"));
    }

    private static int id(LocalRegistry registry, String topic, org.apache.avro.Schema schema) {
        return registry.registry().idFor(topic, schema);
    }
}
