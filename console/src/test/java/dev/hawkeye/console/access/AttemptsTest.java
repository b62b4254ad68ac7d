package dev.hawkeye.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.console.http.ApiException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final AtomicLong now = new AtomicLong();
    private final Attempts attempts = new Attempts(now::get);

    @Test
    void afterManyWrongTokensOneIsAllowedEveryThreeSeconds() {
        for (int i = 0; i < Attempts.AT_ONCE; i++) {
            attempts.checkAllowed();
            attempts.wrong();
        }

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(attempts::checkAllowed)
                .satisfies(told -> assertThat(told.status()).isEqualTo(429));
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThatCode(attempts::checkAllowed).doesNotThrowAnyException();
        attempts.wrong();
        assertThatExceptionOfType(ApiException.class).isThrownBy(attempts::checkAllowed);
    }

    @Test
    void rightTokensAreNeverSlowedDown() {
        for (int i = 0; i < 1000; i++) {
            attempts.checkAllowed();
        }

        assertThatCode(attempts::checkAllowed).doesNotThrowAnyException();
    }

    @Test
    void aLongPauseAllowsNoMoreThanAtTheBeginning() {
        now.addAndGet(Duration.ofDays(1).toNanos());
        attempts.checkAllowed();
        for (int i = 0; i < Attempts.AT_ONCE; i++) {
            attempts.wrong();
        }

        assertThatExceptionOfType(ApiException.class).isThrownBy(attempts::checkAllowed);
    }
}
