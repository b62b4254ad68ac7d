package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.timing.Sampler;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealClipsIT {
    private static final String DATA = System.getenv("HAWKEYE_DATA");

    @ParameterizedTest
    @CsvSource({
        "cars-720p.mp4, 268, 54",
        "pedestrians-1080p.mp4, 96, 20",
        "bottle-detection.mp4, 1189, 238",
        "car-detection.mp4, 377, 76",
        "one-by-one-person-detection.mp4, 1394, 279"
    })
    void readsEveryPictureAndPicksEveryFifth(String clip, int pictures, int picked) throws Exception {
        assumeTrue(DATA != null, "HAWKEYE_DATA is not set: no real clips to read");
        // given
        String url = Path.of(DATA, "videos", clip).toString();
        CameraConfig camera = new CameraConfig("a", url, 0, 5, 0, 90, CameraConfig.Mode.LOSSLESS);
        Sampler sampler = Sampler.of(camera, SourceKind.FILE);
        // when
        int read = 0;
        int due = 0;
        try (FrameSource source = Sources.of(camera, SourceKind.FILE, Duration.ofSeconds(10), new StopSignal())) {
            source.open();
            while (source.next()) {
                due += sampler.isDue(read++, source.micros()) ? 1 : 0;
            }
            // then
            assertThat(source.shortfall()).isEmpty();
            assertThat(source.torn()).isZero();
            assertThat(source.expectedPictures()).isEqualTo(pictures);
        }
        assertThat(read).isEqualTo(pictures);
        assertThat(due).isEqualTo(picked);
    }
}
