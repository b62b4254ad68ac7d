package dev.hawkeye.app.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CapacityTest {
    /** 200 ms of a core for each frame, 10 more for its JPEG. */
    private static final Capacity DRAWN = new Capacity(2, 2, 10, 10, 0, 10);
    /** 4 ms for each of 25 pictures a second: a tenth of a core for each camera. */
    private static final Capacity DECODED = new Capacity(2, 2, 10, 10, 4, 25);

    @Test
    void addsUpWhatAFrameTakesOfTheMachine() {
        assertThat(DRAWN.framesPerSecond()).isCloseTo(2 / 0.21, within(1e-9));
        assertThat(DRAWN.framesPerSecond(5)).isEqualTo(DRAWN.framesPerSecond());
        assertThat(DECODED.framesPerSecond(1)).isCloseTo(2 / 0.31, within(1e-9));
        assertThat(DECODED.framesPerSecond(2)).isCloseTo(2 / 0.26, within(1e-9));
    }

    @Test
    void planningStopsAtSeventyPercent() {
        assertThat(DRAWN.mostCameras(1)).isEqualTo(6);
        assertThat(DECODED.mostCameras(1)).isEqualTo(4);
        assertThat(DECODED.fits(4, 1)).isTrue();
        assertThat(DECODED.fits(5, 1)).isFalse();
    }

    @Test
    void findsTheRateAtWhichCamerasFit() {
        double fps = DECODED.mostFps(4);

        assertThat(4 * fps).isCloseTo(0.7 * DECODED.framesPerSecond(fps), within(1e-9));
        assertThat(DECODED.mostFps(100)).isNegative();
    }

    @Test
    void isLimitedByLanesThatAreFewerThanTheCores() {
        Capacity oneLane = new Capacity(8, 1, 5, 10, 0, 10);

        assertThat(oneLane.framesPerSecond()).isEqualTo(5);
        assertThat(oneLane.mostFps(1)).isCloseTo(3.5, within(1e-9));
    }
}
