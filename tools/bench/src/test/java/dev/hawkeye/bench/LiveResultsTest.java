package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.TrustedRecords;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveResultsTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private final AtomicLong nanos = new AtomicLong();
    private final LiveResults.Phase phase = new LiveResults.Phase(nanos::get);

    @Test
    void theRatesOfAPhaseAreThoseUntilNow() {
        phase.add(analyzed("gate"), 0);
        after(4);

        assertThat(phase.seconds()).isEqualTo(4);
        assertThat(phase.perSecond(List.of("gate"))).containsExactly(0.25, 0.25);
    }

    @Test
    void whatComesAfterTheEndOfAPhaseDoesNotLowerItsRates() {
        for (int i = 0; i < 10; i++) {
            phase.add(analyzed("gate"), 0);
            phase.add(analyzed(i < 5 ? "yard" : "gate"), 0);
        }
        after(5);
        phase.end();
        after(30);

        assertThat(phase.seconds()).isEqualTo(5);
        assertThat(phase.perSecond(List.of("gate", "yard"))).containsExactly(1.0, 3.0);
    }

    private void after(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000);
    }

    private static Detection analyzed(String camera) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("stream")
                .setSequence(0)
                .setCaptureTime(Instant.EPOCH)
                .setWidth(100)
                .setHeight(100)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setObjects(List.of())
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("model.onnx")
                .setModelSha256("00")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }
}
