package dev.hawkeye.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class CameraHealthTest {
    private static final IngestConfig CONFIG = new IngestConfig(
            "hawkeye-ingest",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            64,
            "hawkeye-detector",
            new GateConfig(Duration.ofSeconds(10), 50, 0.01),
            Map.of());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final CameraConfig camera =
            new CameraConfig("gate", "rtsp://192.0.2.1/", 5, 0, 0, 90, CameraConfig.Mode.LIVE);
    private final CameraHealth health =
            new CameraHealth(camera, CONFIG, new CameraMeters("gate", new SimpleMeterRegistry()), status -> {});

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(CameraHealth.class)).addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger(CameraHealth.class)).detachAppender(log);
    }

    @Test
    void saysOnceThatACameraStreamsAgain() {
        health.streaming("first", 320, 240, 0, 5);
        assertThat(log.list).isEmpty();
        health.enter(CameraState.RECONNECTING, "broke off");
        health.enter(CameraState.RECONNECTING, "cannot be opened");
        health.streaming("second", 320, 240, 0, 5);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).hasToString("INFO");
            assertThat(event.getFormattedMessage()).matches("Camera gate streams again after \\d+ s");
        });
    }

    @Test
    void reportsWhatIsWantedOfACameraWhileItStreams() {
        assertThat(health.report().getWantedFps()).isZero();
        health.streaming("first", 320, 240, 0, 5);
        assertThat(health.report().getWantedFps()).isEqualTo(5);
        health.enter(CameraState.RECONNECTING, "broke off");
        assertThat(health.report().getWantedFps()).isZero();
    }

    @Test
    void reportsWhoReadsACameraAndHowOften() {
        CameraStatus status = health.report();
        assertThat(status.getGroup()).isEqualTo("hawkeye-ingest");
        assertThat(status.getIntervalMillis()).isEqualTo(10_000);
        assertThat(status.getName()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "192, 3 m 12 s", "3600, 1 h 0 m", "90061, 1 d 1 h"})
    void showsTheTimeInItsTwoLargestUnits(long seconds, String words) {
        assertThat(CameraHealth.inWords(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
