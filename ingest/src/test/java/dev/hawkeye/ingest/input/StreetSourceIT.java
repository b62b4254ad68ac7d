package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.ingest.IngestSite;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.street.StreetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreetSourceIT {

    @TempDir
    Path brokerFolder;

    @Test
    void sendsAsManyFramesAsSecondsTimesPicturesPerSecondAndThenEnds() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(brokerFolder, 0, Map.of());
                SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://street"));
                IngestSite site = new IngestSite(kafka, registry, "street").createTopics()) {
            // given
            CameraConfig camera = camera("synthetic:street?seconds=2&fps=8", Mode.LOSSLESS);
            // when
            site.start(camera);
            CameraEnd end = site.awaitEnd("demo");
            // then
            assertThat(end.outcome()).isEqualTo(CameraEnd.Outcome.ENDED);
            assertThat(end.error()).isNull();
            List<Frame> frames = site.framesOf("demo");
            assertThat(frames).hasSize(16);
            assertThat(frames.get(15).getLast()).isTrue();
            assertThat(frames)
                    .allSatisfy(frame -> assertThat(List.of(frame.getWidth(), frame.getHeight()))
                            .containsExactly(640, 360));
            // and it counts as a camera that sends JPEGs, since it has no compressed video of its own
            assertThat(frames)
                    .allSatisfy(frame -> assertThat(frame.getSourceBytes())
                            .isEqualTo(frame.getJpeg().remaining()));
            assertThat(end.sourceBytes())
                    .isEqualTo(frames.stream().mapToLong(Frame::getSourceBytes).sum());
        }
    }

    @Test
    void abandonsTheLayoutOfTheStreetWhenTheCameraIsStopped() throws Exception {
        // given
        StopSignal stop = new StopSignal();
        stop.raise();
        try (FrameSource source = new StreetSource(StreetSettings.parse("synthetic:street"), stop)) {
            // when, then: no picture of a street that is half drawn
            assertThatThrownBy(source::open).isInstanceOf(CameraException.class).hasMessageContaining("stopped");
        }
    }

    @Test
    void givesEveryPictureOfAFilmAtItsTime() throws Exception {
        try (FrameSource source = source("synthetic:street?seconds=1&fps=4", new StopSignal())) {
            assertThat(source.hasEnd()).isTrue();
            assertThat(source.expectedPictures()).isEqualTo(4);
            for (int i = 0; i < 4; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.micros()).isEqualTo(250_000L * i);
            }
            assertThat(source.next()).isFalse();
        }
    }

    @Test
    void runsByTheClockWhenItHasNoEnd() throws Exception {
        try (FrameSource source = source("synthetic:street?fps=30", new StopSignal())) {
            assertThat(source.hasEnd()).isFalse();
            long opened = System.nanoTime();
            long last = -1;
            for (int i = 0; i < 10; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.micros()).isGreaterThan(last);
                last = source.micros();
            }
            // then no picture came before its time; the source was opened a moment before this began
            Duration since = Duration.ofNanos(System.nanoTime() - opened).plusSeconds(1);
            assertThat(last).isLessThanOrEqualTo(since.toMillis() * 1000).isGreaterThanOrEqualTo(299_000);
        }
    }

    @Test
    void saysWhichParameterOfWhichCameraIsWrong() {
        assertThatThrownBy(() -> camera("synthetic:street?fps=99", Mode.LIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("camera 'demo': url must be a valid synthetic camera, got: synthetic:street?fps=99;"
                        + " fps must be a whole number from 1 to 30, got: 99");
    }

    private static CameraConfig camera(String url, Mode mode) {
        return new CameraConfig("demo", url, 0, 0, 640, 90, mode);
    }

    private static FrameSource source(String url, StopSignal stop) throws CameraException {
        FrameSource source = new StreetSource(StreetSettings.parse(url), stop);
        source.open();
        return source;
    }
}
