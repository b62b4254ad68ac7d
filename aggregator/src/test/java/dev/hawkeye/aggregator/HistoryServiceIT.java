package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.ZERO;
import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.counts.HistoryUnavailableException;
import dev.hawkeye.schemas.Detection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Interactive queries on a real broker: who has which camera, and what comes back from the changelog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HostInfo FIRST = new HostInfo("192.0.2.1", 8081);
    private static final HostInfo SECOND = new HostInfo("192.0.2.2", 8082);
    private static final List<String> CAMERAS =
            IntStream.range(0, 12).mapToObj(i -> "camera-" + i).toList();
    private static final List<String> WINDOWS = List.of("0-10 1/0/0 car 1/2/2", "10-20 1/0/0", "30-40 1/0/0 dog 1/1/1");

    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorSite site;

    @TempDir
    private Path directory;

    @BeforeAll
    void startTheSite(@TempDir Path kafkaDirectory) throws Exception {
        site = new AggregatorSite(kafkaDirectory, 4);
        settings.applicationId = "history";
        for (String camera : CAMERAS) {
            send(at(0, 1).of(camera).lossless().with("car", .9, .8));
            send(at(1, 11).of(camera).lossless());
            send(at(2, 31).of(camera).lossless().with("dog", .9).last());
        }
    }

    @AfterAll
    void stopTheSite() {
        site.close();
    }

    @Test
    void isServedByTheInstanceThatHasTheCameraAndByTheOtherWhenThatOneIsGone() {
        try (AggregatorService second = service()) {
            try (AggregatorService first = service()) {
                first.start(kafka(FIRST));
                second.start(kafka(SECOND));
                await().atMost(PATIENCE).until(() -> shared(first, second));

                for (String camera : CAMERAS) {
                    boolean mine = first.history().elsewhere(camera).isEmpty();
                    AggregatorService owner = mine ? first : second;
                    AggregatorService other = mine ? second : first;

                    assertThat(windows(owner, camera)).isEqualTo(WINDOWS);
                    assertThat(other.history().elsewhere(camera)).contains(mine ? FIRST : SECOND);
                    assertThatExceptionOfType(HistoryUnavailableException.class)
                            .isThrownBy(() -> windows(other, camera))
                            .withMessageContaining("the history of " + camera + " is not available now, try again");
                }
            }
            await().atMost(PATIENCE).until(() -> hasAll(second));

            for (String camera : CAMERAS) {
                assertThat(windows(second, camera)).isEqualTo(WINDOWS);
                assertThat(second.history().elsewhere(camera)).isEmpty();
            }
        }
    }

    @Test
    void isUnavailableBeforeTheStartAfterTheEndAndWithoutAnAddress() {
        AggregatorService service = service();
        unavailable(service, "the aggregator is starting");
        service.start(kafka(FIRST));
        service.close();
        unavailable(service, "the aggregator is not running");

        try (AggregatorService nowhere = service()) {
            nowhere.start(kafka(null));
            unavailable(nowhere, "set aggregator.kafka.application.server to HOST:PORT");
        }
    }

    @Test
    void isUnavailableWhenNoneIsKept() {
        settings.history = Duration.ZERO;
        try (AggregatorService service = service()) {
            unavailable(service, "no history is kept: set aggregator.history");
        } finally {
            settings.history = Duration.ofHours(24);
        }
    }

    private static void unavailable(AggregatorService service, String why) {
        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> windows(service, "camera-0"))
                .withMessageContaining(why);
    }

    /** Each has some cameras, every camera is had, and all windows have come. */
    private static boolean shared(AggregatorService first, AggregatorService second) {
        int ofFirst = 0;
        for (String camera : CAMERAS) {
            Optional<List<String>> here = ask(first, camera);
            Optional<List<String>> there = ask(second, camera);
            if (!here.or(() -> there).equals(Optional.of(WINDOWS)) || here.isPresent() == there.isPresent()) {
                return false;
            }
            ofFirst += here.isPresent() ? 1 : 0;
        }
        return ofFirst > 0 && ofFirst < CAMERAS.size();
    }

    private static boolean hasAll(AggregatorService service) {
        return CAMERAS.stream().allMatch(camera -> ask(service, camera).isPresent());
    }

    private static Optional<List<String>> ask(AggregatorService service, String camera) {
        try {
            return Optional.of(windows(service, camera));
        } catch (HistoryUnavailableException e) {
            return Optional.empty();
        }
    }

    private static List<String> windows(AggregatorService service, String camera) {
        return service.history().windows(camera, ZERO, ZERO + 3_600_000).stream()
                .map(AggregatorDriver::brief)
                .toList();
    }

    private void send(Shot shot) throws Exception {
        Detection detection = shot.detection();
        site.sendDetection(
                detection.getCamera(),
                site.registry.serde(Detection.class).serializer().serialize(site.topics.detections(), detection));
    }

    private AggregatorService service() {
        return new AggregatorService(settings.config(), site.topics, site.registry, new SimpleMeterRegistry());
    }

    /** @param address null for none */
    private Map<String, Object> kafka(HostInfo address) {
        Map<String, Object> kafka = new HashMap<>(site.properties());
        if (address != null) {
            kafka.put("application.server", address.host() + ":" + address.port());
        }
        kafka.put("state.dir", directory.resolve(String.valueOf(address)).toString());
        return kafka;
    }
}
