package dev.hawkeye.console.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.console.TestPictures;
import dev.hawkeye.console.TestSite;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.pictures.PictureKey.Look;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void thoseWhoAskForTheSameAtTheSameTimeShareOneReading() throws Exception {
        try (TestSite site = new TestSite(directory, 0);
                Pictures pictures = pictures(site)) {
            FrameRef place = site.film("gate", 0, TestPictures.street());
            List<CompletableFuture<byte[]>> asked = new ArrayList<>();

            // Nobody reads yet.
            for (int i = 0; i < 1000; i++) {
                asked.add(pictures.get(key(place, 100), List.of()));
            }
            pictures.start();

            assertThat(asked).allSatisfy(picture -> assertThat(picture).isSameAs(asked.get(0)));
            assertThat(TestPictures.size(asked.get(0).join())).isEqualTo("100x60");
            assertThat(pictures.get(key(place, 100), List.of())).isCompleted();
            assertThat(pictures.cachedBytes()).isEqualTo(asked.get(0).join().length);
        }
    }

    @Test
    void tooManyAtTheSameTimeAreRefusedAtOnce() {
        try (Pictures pictures = new Pictures(() -> null, MEBIBYTE, MEBIBYTE)) {
            List<CompletableFuture<byte[]>> asked = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                asked.add(pictures.get(new PictureKey(Kind.FRAME, 0, i, null, 0, Look.PLAIN), List.of()));
            }

            assertThat(asked.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSize(300 - 256);
        }
    }

    @Test
    void whileKafkaIsDownMostAreRefusedWithoutAWait() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://nobody"));
        try (Pictures pictures =
                new Pictures(() -> new PictureRecords(nobody, new Topics(""), registry), MEBIBYTE, MEBIBYTE)) {
            pictures.start();
            List<CompletableFuture<byte[]>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(pictures.get(new PictureKey(Kind.FRAME, 0, i, null, 0, Look.PLAIN), List.of()));
            }

            // One after the other, each with its full wait, they would take 200 / 4 × 3 s.
            await().atMost(PATIENCE).until(() -> asked.stream().allMatch(CompletableFuture::isDone));

            assertThatThrownBy(() -> asked.get(0).join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .hasMessageContaining("Kafka does not answer");
            assertThatThrownBy(() -> asked.get(199).join())
                    .cause()
                    .hasMessageContaining("Kafka did not answer a moment ago");
        }
    }

    @Test
    void aFrameWithoutAPictureOfItsOwnHasNone() throws Exception {
        try (TestSite site = new TestSite(directory, 0);
                Pictures pictures = pictures(site)) {
            FrameRef unchanged = site.film("gate", 0, new byte[0]);
            pictures.start();

            for (int width : new int[] {0, 100}) {
                assertThatThrownBy(() -> pictures.get(key(unchanged, width), List.of())
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOfSatisfying(
                                ApiException.class,
                                answer -> assertThat(answer.status()).isEqualTo(404))
                        .hasMessageContaining("nothing had changed");
            }
        }
    }

    private static Pictures pictures(TestSite site) {
        return new Pictures(
                () -> new PictureRecords(site.properties(), site.topics, site.registry), MEBIBYTE, 50_000_000);
    }

    private static PictureKey key(FrameRef place, int width) {
        return new PictureKey(Kind.FRAME, place.getPartition(), place.getOffset(), null, width, Look.PLAIN);
    }
}
