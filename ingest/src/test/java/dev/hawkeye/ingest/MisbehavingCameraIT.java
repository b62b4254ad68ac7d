package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.TopicReader;
import dev.hawkeye.testing.cameras.MjpegCamera;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.TransportStreamCamera;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MisbehavingCameraIT extends SitePerTest {
    private static final int FPS = 5;
    private static final long HOUR_MILLIS = 3_600_000;

    @TempDir
    Path folder;

    @Test
    void keepsToTheRateWhenACameraSendsTenTimesTooFast() throws Exception {
        assertEvenly(framesOf(i -> i * 40, 4));
    }

    @Test
    void keepsToTheRateWhenTheTimeRunsBackwards() throws Exception {
        assertEvenly(framesOf(i -> 100_000 - i * 40, 20));
    }

    @Test
    void keepsToTheRateWhenTheTimeRestartsAgainAndAgain() throws Exception {
        assertEvenly(framesOf(i -> 1000 + i % 7 * 40, 20));
    }

    @Test
    void continuesWhenTheTimeJumpsAnHourAhead() throws Exception {
        assertEvenly(framesOf(i -> 1000 + i * 40 + (i < 40 ? 0 : HOUR_MILLIS), 20));
    }

    @Test
    void playsAFileWhoseTimeJumpsWithoutWaitingForIt() throws Exception {
        // given
        Path video = Videos.write(folder.resolve("a.ts"), 160, 120, 40, 25);
        Path leaping = folder.resolve("leaping.ts");
        TransportStreamCamera.restamp(video, leaping, i -> 1000 + i * 40 + (i < 20 ? 0 : HOUR_MILLIS));
        Instant start = Instant.now();
        // when
        site.start(new CameraConfig("gate", leaping.toString(), 0, 0, 0, 90, Mode.LIVE, start));
        site.awaitEnd("gate");
        // then
        List<Frame> frames = site.framesOf("gate");
        assertThat(frames).hasSizeBetween(38, 40);
        assertThat(frames).extracting(Frame::getCaptureTime).isSorted();
        assertThat(frames.get(frames.size() - 1).getLast()).isTrue();
        assertThat(frames).extracting(Frame::getPicture).doesNotContain(-1L);
        assertThat(frames.get(5).getClaimedTime()).isNull();
        Frame late = frames.get(30);
        assertThat(late.getClaimedTime()).isAfter(start.plus(Duration.ofMinutes(50)));
        assertThat(late.getCaptureTime()).isBefore(start.plus(Duration.ofMinutes(10)));
    }

    @Test
    void followsAnotherResolutionInMidStreamAndAfterAReconnect() throws Exception {
        // given
        List<byte[]> pictures =
                List.of(PlainPictures.encoded(".jpg", 320, 240, 0), PlainPictures.encoded(".jpg", 640, 480, 1));
        MjpegCamera camera = site.closing(new MjpegCamera(pictures, 20));
        site.start(new CameraConfig("gate", camera.url(""), 0, 0, 0, 90, Mode.LIVE));
        TopicReader<Frame> frames = site.frames();
        String first =
                frames.until(frame -> frame.getWidth() == 640).get(0).value().getStream();
        // when
        camera.die();
        site.statuses().until(status -> status.getState() == CameraState.RECONNECTING);
        camera.recover();
        // then
        frames.until(frame -> !frame.getStream().equals(first) && frame.getWidth() == 640);
        assertThat(frames.all()).allSatisfy(record -> {
            assertThat(record.value().getPicture()).isEqualTo(-1);
            assertThat(record.value().getHeight()).isEqualTo(record.value().getWidth() * 3 / 4);
        });
    }

    @Test
    void comesBackToACameraThatFroze() throws Exception {
        // given
        MjpegCamera camera = site.closing(new MjpegCamera(List.of(PlainPictures.encoded(".jpg", 320, 240, 0)), 20));
        site.start(new CameraConfig("gate", camera.url(""), 0, 0, 0, 90, Mode.LIVE));
        TopicReader<Frame> frames = site.frames();
        String first =
                frames.until(frame -> frame.getSequence() == 2).get(0).value().getStream();
        // when
        camera.freeze();
        CameraStatus status = site.statuses().until(s -> s.getState() == CameraState.RECONNECTING).stream()
                .map(record -> record.value())
                .filter(s -> s.getState() == CameraState.RECONNECTING)
                .findFirst()
                .orElseThrow();
        camera.recover();
        // then
        assertThat(status.getLastError()).contains("sent nothing for 5000 ms");
        frames.until(frame -> !frame.getStream().equals(first));
    }

    @Test
    void countsTornPicturesAndSendsTheOthers() throws Exception {
        // given
        byte[] whole = PlainPictures.encoded(".jpg", 320, 240, 0);
        byte[] torn = whole.clone();
        Arrays.fill(torn, 30, torn.length, (byte) 0x55);
        MjpegCamera camera = site.closing(new MjpegCamera(List.of(whole, whole, torn), 20));
        // when
        site.start(new CameraConfig("gate", camera.url(""), 0, 0, 0, 90, Mode.LIVE));
        // then
        site.frames().until(frame -> frame.getSequence() == 10);
        site.statuses().until(status -> status.getFramesDropped() > 0);
    }

    /** The first 15 frames of a camera that has 25 pictures a second by its own account. */
    private List<Frame> framesOf(LongUnaryOperator millis, long millisApart) throws Exception {
        Path video = Videos.write(folder.resolve("a.ts"), 160, 120, 2500, 25);
        TransportStreamCamera camera = site.closing(new TransportStreamCamera(video, millis, millisApart));
        site.start(new CameraConfig("gate", camera.url(), FPS, 0, 0, 90, Mode.LIVE));
        return site.frames().until(frame -> frame.getSequence() == 14).stream()
                .map(record -> record.value())
                .toList();
    }

    private static void assertEvenly(List<Frame> frames) {
        String stream = frames.get(14).getStream();
        assertThat(frames).extracting(Frame::getStream).containsOnly(stream);
        assertThat(frames).extracting(Frame::getCaptureTime).isSorted();
        for (int i = 0; i + 10 < frames.size(); i++) {
            Duration ten = Duration.between(
                    frames.get(i).getCaptureTime(), frames.get(i + 10).getCaptureTime());
            assertThat(ten).as("time of 10 frames behind frame %d", i).isGreaterThan(Duration.ofMillis(1500));
        }
    }
}
