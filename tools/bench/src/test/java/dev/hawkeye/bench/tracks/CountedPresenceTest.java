package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.street.scene.ObjectKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedPresenceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aCleanFilmIsCountedAsTheTruthHasItAtEveryRate(int every) {
        // given one that comes down, waits below the line and goes back
        Film film = TestFilm.of(ObjectKind.CAR, 120, i -> 0.3 + Math.min(0.4, 0.01 * Math.min(i, 120 - i)));
        Presence truth = TruePresence.of(film, TestFilm.SCENE);

        assertThat(truth.crossings).extracting(Presence.Crossed::direction).containsExactly("in", "out");
        assertThat(PresenceScore.of(truth, CountedPresence.of(film, TestFilm.SCENE, BoxSource.TRUTH, every)))
                .isEqualTo(new PresenceScore(2, 0, 2, 0, 2));
        assertThat(PresenceScore.of(truth, CountedPresence.withTrueIds(film, TestFilm.SCENE, every)))
                .isEqualTo(new PresenceScore(2, 0, 2, 0, 2));
    }

    @Test
    void whatMovesTooFarToBeTrackedIsCountedByTrueIdentitiesAlone() {
        // given one that is seen once above the line, and then far below it
        Film film = TestFilm.of(ObjectKind.CAR, 40, i -> i < 10 ? 0.3 : 0.95);

        assertThat(CountedPresence.of(film, TestFilm.SCENE, BoxSource.TRUTH, 10).crossings)
                .isEmpty();
        assertThat(CountedPresence.withTrueIds(film, TestFilm.SCENE, 10).crossings)
                .hasSize(1);
    }
}
