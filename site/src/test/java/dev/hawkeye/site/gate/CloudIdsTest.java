package dev.hawkeye.site.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.testing.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudIdsTest {
    private static final String TOPIC = "cloud.counts";

    @TempDir
    Path directory;

    private final Registry registry = new Registry();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aSiteThatHasSeenTheRegistryOnceStartsWithoutIt() {
        // given
        start();
        registry.stop();

        // when
        SchemaRegistry client = start();

        // then
        assertThat(client.idFor(TOPIC, WindowCount.getClassSchema())).isEqualTo(2);
    }

    @Test
    void aNewSiteWaitsForIt() {
        registry.stop();

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(this::start)
                .withMessageContaining("fix schema.registry.url below cloud.registry");
    }

    @Test
    void whatOneRegistryHasSaidIsNotTakenForAnothers() {
        // given
        start();

        // then
        SchemaRegistry other = client("http://127.0.0.1:1");
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> new CloudIds(directory, "http://127.0.0.1:1", other)
                        .settle(TOPIC, WindowCount.getClassSchema()));
    }

    @Test
    void aRegistryThatWasSetUpAnewIsAskedAgain() {
        // given
        start();
        Path file = directory.resolve("cloud-schema-ids.json");

        // when
        try (Registry anew = new Registry()) {
            SchemaRegistry client = client(anew.url());
            new CloudIds(directory, registry.url(), client).settle(TOPIC, WindowCount.getClassSchema());
        }
        registry.stop();

        // then
        assertThat(file).content().contains("\"id\":1").doesNotContain("\"id\":2");
        assertThat(start().idFor(TOPIC, WindowCount.getClassSchema())).isEqualTo(1);
    }

    @Test
    void aFileThatIsDamagedIsWrittenAnew() throws Exception {
        // given
        Path file = Files.writeString(directory.resolve("cloud-schema-ids.json"), "[{");

        // when
        start();

        // then
        assertThat(file).content().startsWith("[{\"registry\":");
    }

    /** The registry has another schema before. */
    private SchemaRegistry start() {
        SchemaRegistry client = client(registry.url());
        try {
            client.idFor("cloud.keyframes", Keyframe.getClassSchema());
        } catch (RegistryException e) {
            // It is away.
        }
        new CloudIds(directory, registry.url(), client).settle(TOPIC, WindowCount.getClassSchema());
        return client;
    }

    private static SchemaRegistry client(String url) {
        return SchemaRegistry.connect(Map.of(SchemaRegistry.URL, url), "cloud.registry");
    }
}
