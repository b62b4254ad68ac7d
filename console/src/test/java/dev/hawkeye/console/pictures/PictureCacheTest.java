package dev.hawkeye.console.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.pictures.PictureKey.Look;
import org.junit.jupiter.api.Test;

class PictureCacheTest {
    private final PictureCache cache = new PictureCache(1000);

    @Test
    void thoseThatNoOneRequestsGoFirst() {
        for (int i = 0; i < 10; i++) {
            cache.put(key(i), new byte[100]);
        }
        cache.get(key(0));

        cache.put(key(10), new byte[100]);

        assertThat(cache.get(key(0))).isNotNull();
        assertThat(cache.get(key(1))).isNull();
        assertThat(cache.bytes()).isEqualTo(1000);
    }

    @Test
    void onePictureDoesNotDriveOutAllOthers() {
        cache.put(key(0), new byte[100]);

        cache.put(key(1), new byte[251]);

        assertThat(cache.get(key(1))).isNull();
        assertThat(cache.get(key(0))).isNotNull();
    }

    @Test
    void aPictureThatIsPutAgainCountsOnce() {
        cache.put(key(0), new byte[100]);
        cache.put(key(0), new byte[200]);

        assertThat(cache.bytes()).isEqualTo(200);
    }

    private static PictureKey key(long offset) {
        return new PictureKey(Kind.FRAME, 0, offset, null, 0, Look.PLAIN);
    }
}
