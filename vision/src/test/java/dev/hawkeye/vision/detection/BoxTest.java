package dev.hawkeye.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {
    private static final Box BOX = box(10, 20, 30, 40);

    @Test
    void aBoxOverlapsItselfWhollyAndANeighborNotAtAll() {
        assertThat(BOX.iou(BOX)).isEqualTo(1);
        assertThat(BOX.iou(box(30, 20, 50, 40))).isZero();
    }

    @Test
    void twoThatShareHalfOfEachShareAThirdOfBoth() {
        assertThat(BOX.iou(box(20, 20, 40, 40))).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void oneWithoutAreaOverlapsNothing() {
        assertThat(box(15, 25, 15, 35).iou(BOX)).isZero();
        assertThat(box(15, 25, 15, 25).iou(box(15, 25, 15, 25))).isZero();
    }

    private static Box box(float x1, float y1, float x2, float y2) {
        return new Box(0, 1, x1, y1, x2, y2);
    }
}
