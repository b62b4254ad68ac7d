package dev.hawkeye.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class WindowKeyTest {
    private final Serde<WindowKey> serde = WindowKey.serde();

    @Test
    void sortsByStartWithinACamera() {
        List<WindowKey> keys = List.of(
                new WindowKey("tür", Long.MIN_VALUE),
                new WindowKey("tür", -10_000),
                new WindowKey("tür", -1),
                new WindowKey("tür", 0),
                new WindowKey("tür", 255),
                new WindowKey("tür", 256),
                new WindowKey("tür", Long.MAX_VALUE));

        for (int i = 1; i < keys.size(); i++) {
            assertThat(Arrays.compareUnsigned(bytes(keys.get(i - 1)), bytes(keys.get(i))))
                    .as("%s before %s", keys.get(i - 1), keys.get(i))
                    .isNegative();
        }
    }

    @Test
    void keepsNoOtherCameraBetweenTheWindowsOfOne() {
        byte[] first = bytes(new WindowKey("a", Long.MIN_VALUE));
        byte[] last = bytes(new WindowKey("a", Long.MAX_VALUE));

        for (String other : List.of("", "A", "aa", "a\u0000", "b", "ä")) {
            byte[] key = bytes(new WindowKey(other, 0));
            assertThat(Arrays.compareUnsigned(key, first) < 0 || Arrays.compareUnsigned(key, last) > 0)
                    .as(other)
                    .isTrue();
        }
    }

    @Test
    void readsWhatItWrote() {
        WindowKey key = new WindowKey("tür 7", -5_000);

        assertThat(serde.deserializer().deserialize("windows", bytes(key))).isEqualTo(key);
    }

    private byte[] bytes(WindowKey key) {
        return serde.serializer().serialize("windows", key);
    }
}
