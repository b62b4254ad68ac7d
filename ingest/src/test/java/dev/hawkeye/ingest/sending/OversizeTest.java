package dev.hawkeye.ingest.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OversizeTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final Oversize oversize = new Oversize(nanos::get);

    @Test
    void whatIsAsLargeAsARefusedFrameDoesNotFit() {
        refused(2000);
        refused(1000);
        refused(1500);

        assertThat(oversize.fits(999)).isTrue();
        assertThat(oversize.fits(1000)).isFalse();
        assertThat(oversize.frames()).isEqualTo(3);
    }

    /** The message of a refusal says that the topic's limit can be raised. */
    @Test
    void aSizeThatWasRefusedLongAgoIsTriedAgain() {
        // given
        refused(1000);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        oversize.discarded(frame(2000), "known");
        assertThat(oversize.fits(2000)).isFalse();

        // when
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        // then
        assertThat(oversize.fits(2000)).isTrue();
        refused(2000);
        assertThat(oversize.fits(2000)).isFalse();
        assertThat(oversize.fits(1500)).isTrue();
    }

    private void refused(int bytes) {
        oversize.refused(frame(bytes), "too large");
    }

    private static Oversize.Given frame(int bytes) {
        return new Oversize.Given("gate", -1, bytes, false);
    }
}
