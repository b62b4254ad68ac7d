package dev.hawkeye.street.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HouseRowTest {
    private static final double NEAR = 10;
    private static final double FAR = 24;
    private static final int RAYS = 200_000;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Building> houses = new ArrayList<>();
    private final HouseRow row = new HouseRow(NEAR, FAR);

    @Test
    void findsTheHouseThatTryingAllOfThemFinds() {
        // given
        for (double y = -12; y < 250; ) {
            double width = 9 + 9 * random.nextDouble();
            Building house = Building.random(NEAR, FAR, y, y + width, random);
            houses.add(house);
            row.add(house);
            y += width;
        }
        int met = 0;
        for (int ray = 0; ray < RAYS; ray++) {
            // when: from the street or from among the houses, in any direction, some of them level or straight on
            double[] o = {between(-8, 28), between(-20, 260), between(0, 30)};
            double[] d = {ray % 7 == 0 ? 0 : between(-1, 1), between(-1, 1), ray % 5 == 0 ? 0 : between(-1, 1)};
            double limit = ray % 3 == 0 ? Double.POSITIVE_INFINITY : between(0, 100);
            // then
            Building expected = byTryingAll(o, d, limit);
            assertThat(row.met(o[0], o[1], o[2], d[0], d[1], d[2], limit)).isSameAs(expected);
            met += expected == null ? 0 : 1;
        }
        assertThat(met).isBetween(RAYS / 10, RAYS * 9 / 10);
    }

    private Building byTryingAll(double[] o, double[] d, double limit) {
        return houses.stream()
                .filter(house -> house.meet(o[0], o[1], o[2], d[0], d[1], d[2]) < limit)
                .findFirst()
                .orElse(null);
    }

    private double between(double min, double max) {
        return min + (max - min) * random.nextDouble();
    }
}
