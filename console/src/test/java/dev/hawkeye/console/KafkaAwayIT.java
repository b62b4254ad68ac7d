package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hawkeye.console.intake.TopicTail;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KafkaAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void theConsoleStaysWhileKafkaComesLateGoesAndComesBack() throws Exception {
        int port = Ports.free();
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://console"));
        Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        try (TestConsole console = new TestConsole(new Topics("t."), registry, kafka, TestConsole.NO_HISTORY, null)) {
            // given: no Kafka
            console.service.start();
            assertThat(console.json("/api/cameras").path("cameras")).isEmpty();
            assertThat(console.get("/api/frames/0/0.jpg").statusCode()).isEqualTo(503);
            assertThat(console.service.ready()).isFalse();
            assertThat(console.service.live()).isTrue();

            // when it comes
            FrameRef before;
            try (TestSite site = new TestSite(directory, port)) {
                await().atMost(PATIENCE).until(console.service::ready);
                before = site.film("gate", 1, TestPictures.street());
                await().atMost(PATIENCE).until(() -> sequence(console) == 1);
            }

            // and goes
            await().atMost(PATIENCE).until(() -> !console.service.ready());
            assertThat(console.service.live()).isTrue();
            assertThat(sequence(console)).isEqualTo(1);
            assertThat(console.json("/api/health").path("lag").path("detector").isNull())
                    .isTrue();

            // and comes back
            try (TestSite site = new TestSite(directory, port)) {
                await().atMost(PATIENCE).until(console.service::ready);
                site.film("gate", 2, TestPictures.street());
                await().atMost(PATIENCE).until(() -> sequence(console) == 2);
                String path = "/api/frames/" + before.getPartition() + "/" + before.getOffset() + ".jpg";
                await().atMost(PATIENCE).until(() -> console.get(path).statusCode() == 200);
            }
        }
    }

    @Test
    void aBrokerWhoseNameIsUnknownIsReported() throws Exception {
        // given
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(TopicTail.class);
        said.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(said);
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://console"));
        Map<String, Object> kafka = Map.of("bootstrap.servers", "kafka.invalid:9092");

        // when
        try (TestConsole console = new TestConsole(new Topics("t."), registry, kafka, TestConsole.NO_HISTORY, null)) {
            console.service.start();

            // then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.copyOf(said.list))
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .contains("topic t.counts cannot be read, retrying: No resolvable bootstrap urls given in"
                                    + " bootstrap.servers"));
        } finally {
            logger.detachAppender(said);
            logger.setLevel(null);
        }
    }

    private static int sequence(TestConsole console) throws Exception {
        return console.json("/api/cameras")
                .path("cameras")
                .path(0)
                .path("last")
                .path("sequence")
                .asInt();
    }
}
