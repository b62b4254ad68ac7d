package dev.hawkeye.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OcclusionTest {
    private static final Box EXPECTED = new Box(100, 100, 200, 300);

    @Test
    void aBoxThatNothingHidesIsTakenAtItsWord() {
        // given one that bends down, and somebody beside it
        Box seen = new Box(100, 180, 200, 300);

        assertThat(with(seen, new Box(260, 150, 360, 320))).isEqualTo(new Occlusion(seen, false, false));
    }

    @Test
    void feetBehindSomethingNearerAreWhereTheHeadHasThem() {
        Box seen = new Box(104, 110, 204, 200);

        assertThat(with(seen, new Box(50, 195, 300, 420)))
                .isEqualTo(new Occlusion(new Box(104, 110, 204, 310), true, false));
    }

    @Test
    void feetAreNoLowerThanWhatHidesThem() {
        Box seen = new Box(100, 100, 200, 200);

        assertThat(with(seen, new Box(50, 195, 300, 260)).whole().bottom()).isEqualTo(260);
    }

    @Test
    void whatIsFartherAwayHidesNothing() {
        // given a car whose lower edge is above the feet
        Box seen = new Box(100, 100, 200, 200);

        assertThat(with(seen, new Box(50, 120, 300, 199)).upright()).isFalse();
    }

    @Test
    void twoBoxesOfOneThingCoverWhatOneOfThemCovers() {
        // given 45 of 100 pixels below the box, twice
        Box seen = new Box(100, 100, 200, 200);
        Box other = new Box(50, 195, 145, 400);

        assertThat(with(seen, other, other).upright()).isFalse();
    }

    @Test
    void aSideBehindSomethingNearerIsOneWidthFromTheOther() {
        Box seen = new Box(150, 100, 200, 300);

        assertThat(with(seen, new Box(60, 80, 152, 320)))
                .isEqualTo(new Occlusion(new Box(100, 100, 200, 300), false, true));
    }

    @Test
    void aBoxThatIsALittleShortIsInexact() {
        Box seen = new Box(100, 100, 200, 270);

        assertThat(with(seen, new Box(50, 260, 300, 400)).whole()).isEqualTo(seen);
    }

    private static Occlusion with(Box seen, Box... others) {
        List<Observation> all = new ArrayList<>(List.of(new Observation(seen, 0.9f, "person")));
        for (Box other : others) {
            all.add(new Observation(other, 0.8f, "car"));
        }
        return Occlusion.of(seen, EXPECTED, Thing.of(all));
    }
}
