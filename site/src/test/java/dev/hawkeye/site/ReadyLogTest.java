package dev.hawkeye.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.http.Health;
import dev.hawkeye.testing.CapturedLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadyLogTest {
    private final AtomicBoolean aggregator = new AtomicBoolean();
    private final Health health = new Health();
    private long now;

    @Test
    void saysWhatIsWaitedForAfterTenSecondsAndThenLessAndLess() {
        // given
        health.add(
                "aggregator", aggregator::get, () -> true, () -> "its state is being restored: log-0 at offset 0 of 1");
        health.add("detector", () -> false, () -> true);
        health.add("ingest", () -> true, () -> true);
        health.allAdded();

        try (CapturedLog log = CapturedLog.of(ReadyLog.class)) {
            // when
            ReadyLog ready = new ReadyLog(health, () -> now);
            for (int second = 0; second < 45; second++) {
                now = Duration.ofSeconds(second).toNanos();
                ready.look();
            }

            // then
            String waiting =
                    "aggregator: its state is being restored: log-0 at offset 0 of 1; detector is not available yet";
            assertThat(log.lines())
                    .containsExactly(
                            "Not ready for 10 s: " + waiting,
                            "Not ready for 20 s: " + waiting,
                            "Not ready for 40 s: " + waiting);
        }
    }

    @Test
    void saysWhenItIsReadyAfterAllAndBeginsAnewWhenItIsNoMore() {
        // given
        health.add("aggregator", aggregator::get, () -> true);
        health.allAdded();

        try (CapturedLog log = CapturedLog.of(ReadyLog.class)) {
            ReadyLog ready = new ReadyLog(health, () -> now);

            // when
            at(ready, 12, false);
            at(ready, 15, true);
            at(ready, 60, true);
            at(ready, 61, false);
            at(ready, 70, false);
            at(ready, 71, false);

            // then
            assertThat(log.lines())
                    .containsExactly(
                            "Not ready for 12 s: aggregator is not available yet",
                            "Ready after 15 s",
                            "Not ready for 10 s: aggregator is not available yet");
        }
    }

    private void at(ReadyLog ready, int second, boolean up) {
        now = Duration.ofSeconds(second).toNanos();
        aggregator.set(up);
        ready.look();
    }
}
