package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceScoreTest {
    @Test
    void aCarThatIsTakenForATruckIsWrongTwice() {
        Presence truth = crossings("car in", "car in", "person out");

        assertThat(PresenceScore.of(truth, crossings("truck in", "car in", "person out")))
                .isEqualTo(new PresenceScore(3, 2, 0, 0, 0));
    }

    @Test
    void whatIsTooMuchInOneFilmDoesNotMakeUpForWhatIsMissingInAnother() {
        PresenceScore missing = PresenceScore.of(crossings("car in"), crossings());
        PresenceScore tooMany = PresenceScore.of(crossings("car in"), crossings("car in", "car in"));

        assertThat(missing.plus(tooMany)).isEqualTo(new PresenceScore(2, 2, 0, 0, 0));
    }

    @Test
    void dwellIsRightWithinASecondOfTheClosestVisit() {
        // given
        Presence truth = visits(new long[][] {{0, 4000}, {10_000, 14_000}, {20_000, 24_000}});
        // when the first is a second too long, the second one more, and the third is cut in two
        Presence counted = visits(new long[][] {{0, 5000}, {10_000, 15_001}, {20_000, 21_000}, {21_500, 24_000}});

        assertThat(PresenceScore.of(truth, counted)).isEqualTo(new PresenceScore(0, 0, 3, 1, 1));
    }

    @Test
    void oneVisitDoesNotStandForTwo() {
        Presence truth = visits(new long[][] {{0, 4000}, {500, 4500}});

        assertThat(PresenceScore.of(truth, visits(new long[][] {{0, 4000}})))
                .isEqualTo(new PresenceScore(0, 0, 2, 1, 1));
    }

    private static Presence crossings(String... keys) {
        Presence presence = new Presence();
        for (String key : keys) {
            List<String> parts = List.of(key.split(" "));
            presence.crossings.add(new Presence.Crossed("gate", parts.get(0), parts.get(1), 0));
        }
        return presence;
    }

    private static Presence visits(long[][] times) {
        Presence presence = new Presence();
        for (long[] each : times) {
            presence.visits.add(new Presence.Visit("door", "car", each[0], each[1]));
        }
        return presence;
    }
}
