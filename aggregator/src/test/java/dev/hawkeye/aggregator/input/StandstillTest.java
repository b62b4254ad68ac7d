package dev.hawkeye.aggregator.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.RegistryPatience;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final Standstill standstill = new Standstill(new RegistryPatience(), nanos::get);

    @Test
    void leavesWaitsOutOfTheClock() {
        String result = standstill.call(() -> {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(40));
            return "frame";
        });

        assertThat(result).isEqualTo("frame");
        assertThat(standstill.clock(100_000)).isEqualTo(60_000);
    }

    @Test
    void takesAShortCallForWork() {
        standstill.call(() -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999)));

        assertThat(standstill.clock(100_000)).isEqualTo(100_000);
    }

    @Test
    void leavesAWaitOutThatEndedInFailure() {
        assertThatThrownBy(() -> standstill.call(() -> {
                    nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");

        assertThat(standstill.clock(100_000)).isEqualTo(95_000);
    }
}
