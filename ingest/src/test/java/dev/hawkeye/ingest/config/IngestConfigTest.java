package dev.hawkeye.ingest.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IngestConfigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void namesKeyAndValueOfWhatIsWrong() {
        assertThatThrownBy(() -> config(" ", SECOND, SECOND, 1))
                .hasMessage("group must be the name of a consumer group, got: ' '");
        assertThatThrownBy(() -> config("g", Duration.ZERO, SECOND, 1))
                .hasMessage("retry-first must be positive, got: PT0S");
        assertThatThrownBy(() -> config("g", SECOND, Duration.ofMillis(500), 1))
                .hasMessage("retry-longest must be at least retry-first (PT1S), got: PT0.5S");
        assertThatThrownBy(() -> config("g", SECOND, SECOND, 0))
                .hasMessage("lossless-backlog must be at least 1, got: 0");
    }

    private static IngestConfig config(String group, Duration first, Duration longest, int backlog) {
        return new IngestConfig(
                group,
                SECOND,
                first,
                longest,
                SECOND,
                SECOND,
                backlog,
                "detector",
                new GateConfig(SECOND, 50, 0.01),
                Map.of());
    }
}
