package dev.hawkeye.aggregator.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregatorConfigTest {
    private ConfigBuilder settings;

    @BeforeEach
    void takeDefaults() {
        settings = new ConfigBuilder();
    }

    @Test
    void acceptsTheDefaults() {
        assertThatCode(settings::config).doesNotThrowAnyException();
    }

    @Test
    void refusesAWindowThatIsNoMultipleOfItsAdvance() {
        settings.advance = Duration.ofSeconds(3);

        refuses("window must be a multiple of advance (PT3S), at most 1000 times, got: PT10S");
    }

    @Test
    void refusesAFrameInTooManyWindows() {
        settings.advance = Duration.ofMillis(1);

        refuses("window must be a multiple of advance (PT0.001S), at most 1000 times, got: PT10S");
    }

    @Test
    void refusesAWindowWithoutLength() {
        settings.window = Duration.ZERO;

        refuses("window must be at least 1 ms, got: PT0S");
    }

    @Test
    void refusesNegativeGrace() {
        settings.grace = Duration.ofSeconds(-2);

        refuses("grace must be zero or more, got: PT-2S");
    }

    @Test
    void refusesToConfirmInMoreFramesThanItLooksAt() {
        settings.confirm = 6;

        refuses("confirm must be 1 to confirm-of (5), got: 6");
    }

    @Test
    void refusesAnEndlessMemoryOfFrames() {
        settings.confirmOf = 101;

        refuses("confirm-of must be 1 to 100, got: 101");
    }

    @Test
    void refusesAnApplicationIdThatKafkaWouldRefuse() {
        settings.applicationId = "my aggregator";

        refuses("application-id must be 1 to 100 letters, digits, '.', '_' or '-', got: my aggregator");
    }

    @Test
    void acceptsToKeepNoHistory() {
        settings.history = Duration.ZERO;

        assertThatCode(settings::config).doesNotThrowAnyException();
    }

    @Test
    void refusesAHistoryOfTooManyWindows() {
        settings.history = Duration.ofDays(12);

        refuses("history must be at most 100000 times advance (PT10S), got: PT288H; shorten it, or lengthen advance");
    }

    @Test
    void refusesANegativeHistory() {
        settings.history = Duration.ofHours(-1);

        refuses("history must be zero or more, got: PT-1H");
    }

    private void refuses(String message) {
        assertThatIllegalArgumentException().isThrownBy(settings::config).withMessage(message);
    }
}
