package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.street.scene.ObjectKind;
import org.junit.jupiter.api.Test;

class TruePresenceTest {
    @Test
    void whoeverComesDownThePictureGoesInOnceAndWasInTheZone() {
        // given one that goes from 0.3 to 0.9 of the height in 6 s, so is at 0.4 after 1 s and at 0.6 after 3 s
        Presence presence = of(TestFilm.of(ObjectKind.CAR, 60, i -> 0.3 + i * 0.01));

        assertThat(presence.crossings).singleElement().satisfies(crossing -> {
            assertThat(crossing.key()).isEqualTo("gate car in");
            assertThat(crossing.time()).isCloseTo(3000, within(200L));
        });
        assertThat(presence.visits).singleElement().satisfies(visit -> {
            assertThat(visit.key()).isEqualTo("band car");
            assertThat(visit.entered()).isCloseTo(1000, within(200L));
            assertThat(visit.exited()).isCloseTo(3000, within(200L));
        });
    }

    @Test
    void whoeverGoesBackAtOnceHasNotCrossed() {
        Presence presence = of(TestFilm.of(ObjectKind.PERSON, 60, i -> i >= 30 && i < 33 ? 0.65 : 0.55));

        assertThat(presence.crossings).isEmpty();
    }

    @Test
    void whatIsHiddenFromBelowStandsWhereItStood() {
        // given one that stands behind the line, and whose lower half is hidden for 2 s
        Presence presence = of(TestFilm.of(ObjectKind.CAR, 60, i -> 0.64, i -> i >= 20 && i < 40 ? 0.5 : 0));

        assertThat(presence.crossings).isEmpty();
        assertThat(presence.visits).isEmpty();
    }

    private static Presence of(Film film) {
        return TruePresence.of(film, TestFilm.SCENE);
    }
}
