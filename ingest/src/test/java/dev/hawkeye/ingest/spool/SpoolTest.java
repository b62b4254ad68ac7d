package dev.hawkeye.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final long MOST = 1000;

    @TempDir
    Path folder;

    @Test
    void finds_what_an_earlier_process_has_left_the_oldest_first() throws Exception {
        // given
        try (Spool spool = Spool.open(folder, MOST)) {
            add(spool, "e2", 100, Instant.ofEpochSecond(20));
            add(spool, "e1", 200, Instant.ofEpochSecond(10));
        }
        // when
        try (Spool spool = Spool.open(folder, MOST)) {
            // then
            assertThat(spool.has("e1")).isTrue();
            assertThat(spool.bytes()).isEqualTo(300);
            assertThat(spool.oldest()).contains(10_000L);
            Clip first = spool.next().orElseThrow();
            assertThat(first).isEqualTo(clip("e1", 200, Instant.ofEpochSecond(10)));
            assertThat(spool.file(first)).hasSize(200);
        }
    }

    @Test
    void deletes_what_is_not_whole() throws Exception {
        // given: a process that was killed while it wrote one clip, and between the two files of another
        try (Spool spool = Spool.open(folder, MOST)) {
            Files.write(spool.part("e1"), new byte[10]);
            add(spool, "e2", 10, Instant.EPOCH);
        }
        Files.delete(folder.resolve("ingest-0/e2.avro"));
        Files.write(folder.resolve("ingest-0/e3.avro"), new byte[10]);
        // when
        try (Spool spool = Spool.open(folder, MOST)) {
            // then
            assertThat(spool.size()).isZero();
            assertThat(files()).containsExactly("lock");
        }
    }

    @Test
    void has_room_for_so_many_bytes_and_no_more() throws Exception {
        try (Spool spool = Spool.open(folder, MOST)) {
            assertThat(spool.reserve(600)).isTrue();
            assertThat(spool.reserve(600)).isFalse();
            Files.write(spool.part("e1"), new byte[700]);
            spool.add(clip("e1", 700, Instant.EPOCH), 600);
            assertThat(spool.bytes()).isEqualTo(700);
            assertThat(spool.reserve(301)).isFalse();
            spool.leave("e1");
            assertThat(spool.has("e1")).isTrue();
            spool.remove("e1");
            assertThat(spool.has("e1")).isFalse();
            assertThat(spool.bytes()).isZero();
            assertThat(files()).containsExactly("lock");
        }
    }

    @Test
    void each_process_has_a_folder_of_its_own() throws Exception {
        try (Spool one = Spool.open(folder, MOST);
                Spool other = Spool.open(folder, MOST)) {
            add(one, "e1", 100, Instant.EPOCH);

            assertThat(other.has("e1")).isFalse();
            assertThat(other.part("e1").getParent()).isNotEqualTo(one.part("e1").getParent());
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("ingest-0"))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    static void add(Spool spool, String event, int bytes, Instant made) throws IOException {
        Files.write(spool.part(event), new byte[bytes]);
        spool.add(clip(event, bytes, made), 0);
    }

    static Clip clip(String event, int bytes, Instant made) {
        return Clip.newBuilder()
                .setEvent(event)
                .setCamera("gate")
                .setFate(ClipFate.STORED)
                .setSha256("0".repeat(64))
                .setBytes(bytes)
                .setDurationMillis(10_000)
                .setCodec("h264")
                .setStart(Instant.parse("2026-05-01T08:00:00Z"))
                .setEnd(Instant.parse("2026-05-01T08:00:10Z"))
                .setMade(made)
                .build();
    }
}
