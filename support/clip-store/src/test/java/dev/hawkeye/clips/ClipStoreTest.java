package dev.hawkeye.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hawkeye.settings.DataSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipStoreTest {
    private static final String KEY = Keys.of("gate", "2026-05-01", "1b4e28ba-2fa1-11d2-883f-0016d3cca427");

    private static ProxyOfS3 proxy;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyOfS3();
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void hasWhatWasPutAndAnyPartOfIt(String kind) throws Exception {
        // given: one that S3 gets at once, and one that it gets in three parts
        try (ClipStore store = store(kind)) {
            for (int bytes : new int[] {100_000, 20 << 20}) {
                byte[] clip = new byte[bytes];
                new Random(bytes).nextBytes(clip);
                // when
                String address = store.put(KEY, Files.write(folder.resolve("clip"), clip));
                // then
                assertThat(address).isEqualTo(store.base() + KEY);
                assertThat(store.key(address)).contains(KEY);
                assertThat(store.length(KEY)).contains((long) bytes);
                assertThat(read(store, 0, bytes)).isEqualTo(clip);
                assertThat(read(store, bytes - 10, 10)).hasSize(10).endsWith(clip[bytes - 1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void knowsWhatItDoesNotHave(String kind) throws Exception {
        try (ClipStore store = store(kind)) {
            assertThat(store.length("gate/2026-05-01/nothing.mp4")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void takesNoAddressForItsOwnThatIsNot(String kind) throws Exception {
        try (ClipStore store = store(kind)) {
            assertThat(store.key("file:///etc/passwd")).isEmpty();
            assertThat(store.key(store.base() + "../../etc/passwd")).isEmpty();
            assertThat(store.key(store.base() + "gate/../../etc/x.mp4")).isEmpty();
            assertThat(store.key(store.base() + "/etc/x.mp4")).isEmpty();
            assertThatThrownBy(() -> store.length("../x.mp4")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFolderHasWholeClipsOnly() throws Exception {
        try (ClipStore store = store("folder")) {
            assertThatThrownBy(() -> store.put(KEY, folder.resolve("missing"))).isInstanceOf(IOException.class);

            assertThat(folder.resolve("store").resolve(KEY).getParent()).isEmptyDirectory();
        }
    }

    @Test
    void aFolderThatTakesNoClipSaysWhy() throws Exception {
        // given: a folder in the place of the clip
        Path clip = Files.write(folder.resolve("clip"), new byte[10]);
        Path taken = Files.createDirectories(
                        folder.resolve("store").resolve(KEY).resolve("taken"))
                .getParent();
        try (ClipStore store = store("folder")) {
            // then: in the words of the system, as when a disk is full
            assertThatThrownBy(() -> store.put(KEY, clip))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write " + taken + ": Is a directory");
        }
        // given: a file in the place of the folder
        try (ClipStore store = ClipStore.of(config(clip.toString(), "", ""))) {
            assertThatThrownBy(() -> store.put(KEY, clip)).hasMessageStartingWith("cannot write " + clip);
        }
    }

    @Test
    void aFolderMayBeBelowTheUsersOwn() {
        try (ClipStore store = ClipStore.of(config("~/clips", "", ""))) {
            assertThat(store.base())
                    .isEqualTo(Path.of(System.getProperty("user.home"), "clips").toUri() + "/");
        }
    }

    @Test
    void aFolderForgetsOldClipsAndNothingElse() throws Exception {
        // given
        try (ClipStore store = store("folder")) {
            Path clip = Files.write(folder.resolve("clip"), new byte[10]);
            String other = Keys.of("gate", "2026-05-02", "e2");
            store.put(KEY, clip);
            store.put(other, clip);
            Path foreign = Files.write(folder.resolve("store/gate/notes.txt"), new byte[1]);
            FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
            Files.setLastModifiedTime(folder.resolve("store").resolve(KEY), old);
            Files.setLastModifiedTime(foreign, old);
            // when
            int deleted = store.deleteOlderThan(Instant.now().minus(Duration.ofDays(30)));
            // then
            assertThat(deleted).isEqualTo(1);
            assertThat(store.length(KEY)).isEmpty();
            assertThat(store.length(other)).contains(10L);
            assertThat(foreign).exists();
        }
    }

    @Test
    void aFolderForgetsOldClipsBesideAFolderThatNobodyMayRead() throws Exception {
        // given
        try (ClipStore store = store("folder")) {
            oldClip(store, KEY);
            Path unreadable = Files.createDirectory(folder.resolve("store/lost+found"));
            Files.setPosixFilePermissions(unreadable, Set.of());
            assumeFalse(Files.isReadable(unreadable), "root may read everything");
            // then
            assertThat(store.deleteOlderThan(Instant.now())).isEqualTo(1);
            assertThat(store.length(KEY)).isEmpty();
        }
    }

    @Test
    void aFolderThatIsALinkForgetsOldClipsToo() throws Exception {
        // given
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("store")));
        try (ClipStore store = ClipStore.of(config(link.toString(), "", ""))) {
            oldClip(store, KEY);
            // then
            assertThat(store.deleteOlderThan(Instant.now())).isEqualTo(1);
            assertThat(store.length(KEY)).isEmpty();
        }
    }

    private void oldClip(ClipStore store, String key) throws IOException {
        store.put(key, Files.write(folder.resolve("clip"), new byte[10]));
        Files.setLastModifiedTime(folder.resolve("store").resolve(key), FileTime.from(Instant.EPOCH));
    }

    @Test
    void S3_says_what_is_wrong_without_a_secret() throws Exception {
        Path clip = Files.write(folder.resolve("clip"), new byte[10]);
        try (ClipStore store = ClipStore.of(config("s3://clips/site1", proxy.endpoint(), "reader:wrongsecretkey"))) {
            assertThatThrownBy(() -> store.put(KEY, clip))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot write s3://clips/site1/" + KEY + ": status 403")
                    .hasMessageNotContaining("wrongsecretkey");
        }
        try (ClipStore store = ClipStore.of(config("s3://clips", "http://127.0.0.1:1", ProxyOfS3.CREDENTIALS))) {
            assertThatThrownBy(() -> store.put(KEY, clip)).hasMessageEndingWith(": ConnectException");
        }
        assertThat(config("s3://clips", "", "reader:wrongsecretkey").toString()).doesNotContain("wrongsecretkey");
    }

    private byte[] read(ClipStore store, long from, long length) throws IOException {
        try (InputStream in = store.open(KEY, from, length)) {
            return in.readAllBytes();
        }
    }

    private ClipStore store(String kind) {
        return ClipStore.of(
                kind.equals("folder")
                        ? config(folder.resolve("store").toString(), "", "")
                        : config("s3://" + ProxyOfS3.BUCKET + "/site1", proxy.endpoint(), ProxyOfS3.CREDENTIALS));
    }

    static ClipsConfig config(String storage, String endpoint, String credentials) {
        return new ClipsConfig(
                storage,
                endpoint,
                "us-east-1",
                credentials,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                DataSize.parse("16 MiB"),
                Path.of(""),
                DataSize.parse("64 MiB"),
                Duration.ofDays(1),
                Duration.ofDays(30),
                DataSize.parse("500 MiB"),
                Duration.ofHours(1));
    }
}
