package dev.hawkeye.ingest;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.SchemaRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one class share a broker and a registry; each has a site of its own there. */
abstract class SitePerTest {
    @TempDir
    static Path brokerFolder;

    static EmbeddedKafka kafka;
    static SchemaRegistry registry;

    IngestSite site;

    @BeforeAll
    static void startKafka(TestInfo test) {
        kafka = EmbeddedKafka.start(brokerFolder, 0, Map.of());
        registry = SchemaRegistry.connect(Map.of(
                SchemaRegistry.URL,
                "mock://" + test.getTestClass().orElseThrow().getSimpleName()));
    }

    @AfterAll
    static void stopKafka() {
        registry.close();
        kafka.close();
    }

    @BeforeEach
    void openSite(TestInfo test) throws Exception {
        String variant =
                test.getDisplayName().startsWith("[") ? test.getDisplayName().replaceAll("\\W", "") : "";
        site = new IngestSite(
                        kafka, registry, test.getTestMethod().orElseThrow().getName() + variant)
                .createTopics();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }
}
