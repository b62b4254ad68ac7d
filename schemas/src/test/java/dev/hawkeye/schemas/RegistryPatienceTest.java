package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RegistryPatienceTest {
    private final RegistryPatience patience = new RegistryPatience();

    @Test
    void triesAgainWhileTheRegistryIsAway() {
        // given
        AtomicInteger tries = new AtomicInteger();

        // when
        String result = patience.call(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new RegistryException("http://registry", "no id", new IOException("away"));
            }
            return "done";
        });

        // then
        assertThat(result).isEqualTo("done");
        assertThat(tries).hasValue(3);
    }

    @Test
    void doesNotTryAgainForABadRecord() {
        // given
        AtomicInteger tries = new AtomicInteger();

        // when, then
        assertThatThrownBy(() -> patience.call(() -> {
                    tries.incrementAndGet();
                    throw new UndecodableException("noise");
                }))
                .isInstanceOf(UndecodableException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void nobodyWaitsAnyMoreOnceGivenUp() {
        // given
        patience.giveUp();

        // when, then
        assertThatThrownBy(() -> patience.call(() -> {
                    throw new RegistryException("http://registry", "no id", new IOException("away"));
                }))
                .isInstanceOf(RegistryException.class);
    }
}
