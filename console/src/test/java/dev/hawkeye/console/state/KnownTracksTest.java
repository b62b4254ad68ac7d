package dev.hawkeye.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.api.TrackView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTracksTest {
    private static final long START = Instant.parse("2026-05-01T12:00:00Z").toEpochMilli();

    private long now = START;
    private final KnownTracks tracks = new KnownTracks(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    });

    @Test
    void theNewestRecordOfAnObjectReplacesTheOneBeforeAndNothingFollowsTheFinalOne() {
        assertThat(tracks.add(track("gate", "a", 1, false), now)).isTrue();
        assertThat(tracks.add(track("gate", "a", 2, false), now)).isTrue();
        assertThat(tracks.add(track("gate", "a", 3, true), now)).isTrue();
        assertThat(tracks.add(track("gate", "a", 2, false), now)).isFalse();

        assertThat(tracks.of("gate")).containsExactly(track("gate", "a", 3, true));
        assertThat(tracks.of("yard")).isEmpty();
    }

    @Test
    void anObjectThatIsGoneIsKnownForTenMinutesAndOneWithoutUpdatesIsNotThere() {
        // given
        tracks.add(track("gate", "gone", 1, true), now);
        tracks.add(track("gate", "there", 1, false), now);
        // then
        assertThat(tracks.live()).extracting(TrackView::id).containsExactly("there");
        // when
        now += Duration.ofMinutes(2).toMillis();
        // then
        assertThat(tracks.live()).isEmpty();
        assertThat(tracks.of("gate")).extracting(TrackView::id).containsExactly("gone", "there");
        // when
        now += Duration.ofMinutes(8).toMillis() + 1;
        // then
        assertThat(tracks.of("gate")).isEmpty();
        assertThat(tracks.add(track("gate", "late", 1, true), START)).isFalse();
    }

    @Test
    void ofACameraWithTooManyTheOldestGoAndOthersStay() {
        tracks.add(track("yard", "other", 1, false), now);
        for (int i = 0; i < KnownTracks.MAX_OF_CAMERA + 2; i++) {
            tracks.add(track("gate", "t" + i, 1, false), now);
        }

        assertThat(tracks.of("gate"))
                .hasSize(KnownTracks.MAX_OF_CAMERA)
                .first()
                .extracting(TrackView::id)
                .isEqualTo("t2");
        assertThat(tracks.of("yard")).hasSize(1);
    }

    @Test
    void whateverCamerasAreInventedTheBytesAreBounded() {
        for (int i = 0; i < 30_000; i++) {
            tracks.add(track("invented-" + i, "t", 64, false), now);
        }

        assertThat(tracks.live()).hasSizeBetween(1_000, (int) (KnownTracks.MAX_BYTES / (64 * 40)));
        assertThat(tracks.of("invented-0")).isEmpty();
        assertThat(tracks.of("invented-29999")).hasSize(1);
    }

    private static TrackView track(String camera, String id, int points, boolean isFinal) {
        return new TrackView(
                id,
                camera,
                1,
                "car",
                isFinal,
                START,
                START,
                .9f,
                new TrackView.Box(0, 0, 1, 1),
                Collections.nCopies(points, new TrackView.Stand(START, .5, .5)),
                List.of(),
                List.of());
    }
}
