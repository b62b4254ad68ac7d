package dev.hawkeye.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateSerdeTest {
    private final Serde<WindowState> windows = StateSerde.of(WindowState.getEncoder(), WindowState.getDecoder());

    @Test
    void readsWhatItWrote() {
        WindowState window = new WindowState(
                60_000L,
                7L,
                2L,
                1L,
                Map.of(
                        "car",
                        ClassCount.newBuilder()
                                .setFramesWith(3)
                                .setDetections(5)
                                .setPeak(2)
                                .build()));

        byte[] bytes = windows.serializer().serialize("windows", window);

        assertThat(windows.deserializer().deserialize("windows", bytes)).isEqualTo(window);
    }

    @Test
    void refusesStateOfAnotherSchemaInsteadOfMisreadingIt() {
        Serde<CameraState> cameras = StateSerde.of(CameraState.getEncoder(), CameraState.getDecoder());
        byte[] bytes = windows.serializer().serialize("windows", new WindowState(60_000L, 7L, 2L, 1L, Map.of()));

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> cameras.deserializer().deserialize("cameras-changelog", bytes))
                .withMessageContaining("cameras-changelog was written by another version")
                .withMessageContaining("application-id");
    }
}
