package dev.hawkeye.ingest.clips;

import static dev.hawkeye.ingest.clips.FilmedRing.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.clips.ClipsConfig.Kind;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.spool.Spool;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipDeskTest {
    @TempDir
    static Path films;

    private static Path film; // of ten seconds

    @TempDir
    Path folder;

    private final PacketRing ring = new PacketRing(32 << 20, 30_000);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Spool spool;
    private ClipDesk desk;

    @BeforeAll
    static void write() throws Exception {
        film = FilmedRing.h264(films.resolve("ten.mp4"), 10);
    }

    @BeforeEach
    void open() throws Exception {
        spool = Spool.open(folder.resolve("spool"), 64 << 20);
        desk = desk(TestClips.config("folder"));
        FilmedRing.film(ring, film);
    }

    @AfterEach
    void close() {
        spool.close();
        ring.close();
    }

    @Test
    void a_whole_clip_has_its_fate_when_it_is_stored() {
        // given
        assertThat(desk.take(crossing("e1", 2_000))).isTrue();
        desk.step();
        assertThat(desk.fates()).as("it is only in the spool").isEmpty();
        assertThat(spool.has("e1")).isTrue();
        // when
        desk.stored(clip("e1"));
        // then
        assertThat(desk.fates()).extracting(Clip::getFate).containsExactly(ClipFate.STORED);
        desk.told("e1");
        assertThat(spool.has("e1")).isFalse();
        assertThat(desk.take(crossing("e1", 2_000))).as("it has its fate").isFalse();
    }

    @Test
    void what_is_on_its_way_is_not_made_again() {
        desk.take(crossing("e1", 2_000));
        desk.step();
        ClipDesk restarted = desk(TestClips.config("folder"));

        assertThat(restarted.take(crossing("e1", 2_000))).isTrue();
        restarted.step();

        assertThat(restarted.fates()).isEmpty();
        assertThat(spool.size()).isEqualTo(1);
    }

    @Test
    void a_camera_has_so_many_bytes_of_clips_in_an_hour() {
        ClipsConfig config = TestClips.with(TestClips.config("folder"), "10 KiB", List.of(), List.of());
        desk = desk(config);
        for (int i = 1; i <= 3; i++) {
            desk.take(crossing("e" + i, 2_000 * i));
            desk.step();
        }

        List<Clip> fates = desk.fates();

        assertThat(spool.bytes()).isBetween(1L, 10L << 10);
        assertThat(fates).isNotEmpty().allMatch(clip -> clip.getReason().contains("clips.budget"));
        assertThat(fates.size() + spool.size()).isEqualTo(3);
        assertThat(metrics.get("hawkeye.clips.absent")
                        .tags("camera", "gate", "reason", "budget")
                        .counter()
                        .count())
                .isEqualTo(fates.size());
    }

    @Test
    void only_the_events_that_were_chosen_have_clips() {
        desk = desk(TestClips.with(
                TestClips.config("folder"), "16 MiB", List.of(Kind.CROSSED, Kind.APPEARED), List.of("car")));

        assertThat(desk.take(crossing("e1", 2_000))).isTrue();
        assertThat(desk.take(new Span("e2", "gate", "person", Kind.CROSSED, START_MILLIS, null)))
                .isFalse();
        assertThat(desk.take(new Span("e3", "gate", "car", Kind.LOITERING, START_MILLIS, null)))
                .isFalse();
        assertThat(desk.take(new Span("e4", "gate", "car", null, START_MILLIS, START_MILLIS)))
                .isFalse();
    }

    @Test
    void another_instance_decides_what_is_not_whole_when_it_has_the_camera() {
        desk.take(new Span("e1", "gate", "car", Kind.APPEARED, START_MILLIS - 60_000, null));

        desk.give(Set.of("gate"));
        desk.step();

        assertThat(desk.fates()).isEmpty();
    }

    private Clip clip(String event) {
        return Clip.newBuilder()
                .setEvent(event)
                .setCamera("gate")
                .setFate(ClipFate.STORED)
                .setMade(FilmedRing.START)
                .build();
    }

    private static Span crossing(String event, long millis) {
        return new Span(event, "gate", "car", Kind.CROSSED, START_MILLIS + millis, START_MILLIS + millis);
    }

    private ClipDesk desk(ClipsConfig config) {
        return new ClipDesk(config, ring, spool, new ClipMeters(metrics), Clock.systemUTC());
    }
}
