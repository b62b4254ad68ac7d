package dev.hawkeye.street.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RasterizerTest {
    private final float[][] covered = new float[8][10];
    private final Rasterizer rasterizer = new Rasterizer(10, 8);

    @Test
    void coversHalfOfThePixelsThatAnEdgeHalves() {
        fill(1.5, 1, 4, 1, 4, 3.25, 1.5, 3.25);
        assertThat(covered[1]).containsExactly(0, 0.5f, 1, 1, 0, 0, 0, 0, 0, 0);
        assertThat(covered[3]).containsExactly(0, 0.125f, 0.25f, 0.25f, 0, 0, 0, 0, 0, 0);
        assertThat(covered[0]).containsOnly(0);
        assertThat(covered[4]).containsOnly(0);
    }

    @Test
    void coversTheAreaOfATriangle() {
        fill(0.3, 0.2, 9.1, 3.7, 2.4, 7.6);
        // half the cross product of two sides
        double area = Math.abs((9.1 - 0.3) * (7.6 - 0.2) - (2.4 - 0.3) * (3.7 - 0.2)) / 2;
        assertThat(sum()).isCloseTo(area, within(1e-3));
    }

    @Test
    void leavesTheHoleOfARingOpen() {
        fill(0, 0, 6, 0, 6, 6, 0, 6, 0, 0, 2, 2, 2, 4, 4, 4, 4, 2, 2, 2);
        assertThat(sum()).isCloseTo(36 - 4, within(1e-3));
        assertThat(covered[3][3]).isZero();
    }

    @Test
    void drawsOfALargePolygonWhatIsWithin() {
        fill(-50, -50, 5, -50, 5, 50, -50, 50);
        assertThat(sum()).isCloseTo(5 * 8, within(1e-3));
        fill(-50, -50, 500, -50, 500, 500, -50, 500);
        assertThat(sum()).isCloseTo(10 * 8, within(1e-3));
    }

    private void fill(double... points) {
        double[] xs = new double[points.length / 2];
        double[] ys = new double[points.length / 2];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = points[2 * i];
            ys[i] = points[2 * i + 1];
        }
        for (float[] row : covered) {
            Arrays.fill(row, 0);
        }
        rasterizer.fill(
                xs,
                ys,
                xs.length,
                (y, left, count, coverage) -> System.arraycopy(coverage, 0, covered[y], left, count));
    }

    private double sum() {
        double sum = 0;
        for (float[] row : covered) {
            for (float one : row) {
                sum += one;
            }
        }
        return sum;
    }
}
