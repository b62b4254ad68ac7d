package dev.hawkeye.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class DetectionDecoderTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RegistryPatience patience = new RegistryPatience();
    private final Serde<Detection> there = serde("mock://decoder");
    private final Serde<Detection> away = serde("http://127.0.0.1:1");
    private final Detection detection = Shot.at(0, 1).with("car", .9).detection();
    private final byte[] bytes = there.serializer().serialize("detections", detection);

    @Test
    void waitsForARegistryThatIsAway() {
        AtomicInteger tries = new AtomicInteger();

        Optional<Detection> decoded = decoder((topic, value) -> (tries.incrementAndGet() < 3 ? away : there)
                        .deserializer()
                        .deserialize(topic, value))
                .decode(bytes, Optional.empty());

        assertThat(decoded).contains(detection);
        assertThat(tries).hasValue(3);
        assertThat(undecodable()).isZero();
    }

    @Test
    void failsInsteadOfDroppingTheRecordWhenItShutsDown() {
        patience.giveUp();

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> decoder(away.deserializer()).decode(bytes, Optional.empty()));
        assertThat(undecodable()).isZero();
    }

    private double undecodable() {
        return metrics.find("hawkeye.aggregator.undecodable").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    private DetectionDecoder decoder(Deserializer<Detection> deserializer) {
        return new DetectionDecoder(
                deserializer, new Standstill(patience, System::nanoTime), new AggregatorMeters(metrics));
    }

    private static Serde<Detection> serde(String url) {
        return SchemaRegistry.connect(Map.of(SchemaRegistry.URL, url)).serde(Detection.class);
    }
}
