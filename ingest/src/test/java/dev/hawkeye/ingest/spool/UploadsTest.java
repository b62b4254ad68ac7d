package dev.hawkeye.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.clips.ClipStore;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.schemas.Clip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brings clips until the test has seen enough, in the thread of the test. */
class UploadsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path folder;

    private final StopSignal stop = new StopSignal();
    private final List<String> fates = new ArrayList<>();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(folder, 1000);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void bringsTheOldestFirstAndSaysWhereItIs() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON);
        SpoolTest.add(spool, "e2", 10, NOON);

        bring(new Store(0), 2);

        assertThat(fates)
                .containsExactly("e1 at s3://clips/gate/2026-05-01/e1.mp4", "e2 at s3://clips/gate/2026-05-01/e2.mp4");
        assertThat(spool.has("e1")).as("its fate is not told yet").isTrue();
    }

    @Test
    void triesAgainWhileTheStoreIsAway() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON);

        bring(new Store(1), 1);

        assertThat(fates).containsExactly("failed", "e1 at s3://clips/gate/2026-05-01/e1.mp4");
    }

    @Test
    void givesUpWhatCannotBeStoredInTimeAndSaysWhy() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON.minus(Duration.ofDays(2)));

        bring(new Store(100), 1);

        assertThat(fates).containsExactly("failed", "e1: it could not be stored in time: it is away");
    }

    @Test
    void aClipThatIsNeverTakenHoldsUpNoOther() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON.minus(Duration.ofHours(1)));
        SpoolTest.add(spool, "e2", 10, NOON);

        bring(new Store(0, "e1"), 1);

        assertThat(fates).containsExactly("failed", "e2 at s3://clips/gate/2026-05-01/e2.mp4");
        assertThat(spool.oldest()).contains(NOON.minus(Duration.ofHours(1)).toEpochMilli());
    }

    @Test
    void whatIsTooOldIsGivenUpAtOnceWhenTheStoreIsAway() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON);
        SpoolTest.add(spool, "e2", 10, NOON.minus(Duration.ofDays(2)));
        SpoolTest.add(spool, "e3", 10, NOON.minus(Duration.ofDays(3)));

        bring(new Store(100), 2);

        assertThat(fates)
                .containsExactly(
                        "failed",
                        "e2: it could not be stored in time: it is away",
                        "e3: it could not be stored in time: it is away");
        assertThat(spool.size()).isEqualTo(1);
    }

    @Test
    void givesUpWhatIsGone() throws Exception {
        SpoolTest.add(spool, "e1", 10, NOON);
        Files.delete(folder.resolve("ingest-0/e1.mp4"));

        bring(new Store(0), 1);

        assertThat(fates).containsExactly("e1: its file was gone from the spool");
    }

    private void bring(ClipStore store, int count) {
        Uploads.Fates told = new Uploads.Fates() {
            private int decided;

            @Override
            public void stored(Clip clip) {
                decided(clip.getEvent() + " at " + clip.getAddress());
            }

            @Override
            public void givenUp(Clip clip, String reason) {
                decided(clip.getEvent() + ": " + reason);
            }

            private void decided(String fate) {
                fates.add(fate);
                if (++decided == count) {
                    stop.raise();
                }
            }

            @Override
            public void failed() {
                fates.add("failed");
            }
        };
        new Uploads(spool, store, Duration.ofDays(1), Clock.fixed(NOON, ZoneOffset.UTC), told, stop).run();
    }

    /** A store that is away for some tries, and never takes some clips. */
    private static final class Store implements ClipStore {
        private final List<String> refused;
        private int away;

        Store(int away, String... refused) {
            this.away = away;
            this.refused = List.of(refused);
        }

        @Override
        public String put(String key, Path clip) throws IOException {
            if (away-- > 0 || refused.stream().anyMatch(key::contains)) {
                throw new IOException("it is away");
            }
            return base() + key;
        }

        @Override
        public Optional<Long> length(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(String key, long from, long length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String base() {
            return "s3://clips/";
        }

        @Override
        public int deleteOlderThan(Instant time) {
            return 0;
        }

        @Override
        public void close() {}
    }
}
