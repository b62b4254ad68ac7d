package dev.hawkeye.ingest.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.norm;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.timing.Timeline;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a video file gives is what a player shows of it: the shape, the number and the times of its pictures. */
final class ShownPicturesTest {
    private static final int PACKET = 188;

    @TempDir
    Path folder;

    /** The red block is stored in the upper left corner. */
    @ParameterizedTest
    @CsvSource({"0, 320, 240, 5, 5", "90, 240, 320, 195, 5", "180, 320, 240, 275, 195", "270, 240, 320, 5, 275"})
    void aVideoIsTurnedAsItsDisplayMatrixAsks(int clockwise, int width, int height, int x, int y) throws Exception {
        // given
        Path video = Videos.write(
                folder.resolve("a.mp4"), 320, 240, 3, 25, recorder -> recorder.setDisplayRotation(-clockwise));
        try (FrameSource source = open(video)) {
            // when
            assertThat(source.next()).isTrue();
            // then
            assertThat(List.of(source.width(), source.height())).containsExactly(width, height);
            assertRed(source.picture(0), x, y);
            assertThat(source.picture(120).cols()).isEqualTo(120);
        }
        assertThat(VideoProbe.check(video)).isEqualTo(new VideoProbe(3, width, height, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv", "a.ts", "a.avi"})
    void pixelsThatAreNotSquareAreStretched(String name) throws Exception {
        // given: MPEG-4 says it in the bitstream, MP4 and Matroska in the container too
        Path video = Videos.write(folder.resolve(name), 160, 240, 3, 25, recorder -> recorder.setAspectRatio(2));
        try (FrameSource source = open(video)) {
            // when
            assertThat(source.next()).isTrue();
            // then
            assertThat(List.of(source.width(), source.height())).containsExactly(320, 240);
            assertThat(source.picture(0).cols()).isEqualTo(320);
            assertThat(source.picture(160).rows()).isEqualTo(120);
        }
    }

    @Test
    void theTeethOfInterlacedPicturesAreFilledAndNoPictureIsLost() throws Exception {
        // given: the same pictures, once flagged as interlaced
        Path plain = Videos.write(
                folder.resolve("a.mpg"), 320, 240, 12, 25, ShownPicturesTest::mpeg2, ShownPicturesTest::woven);
        Path flagged = Videos.write(
                folder.resolve("b.mpg"), 320, 240, 12, 25, ShownPicturesTest::interlaced, ShownPicturesTest::woven);
        // when
        List<Long> times = new ArrayList<>();
        double teeth = 0;
        double filled = 0;
        try (FrameSource untouched = open(plain);
                FrameSource source = open(flagged)) {
            while (source.next()) {
                assertThat(untouched.next()).isTrue();
                times.add(source.micros());
                teeth += teeth(untouched.picture(0));
                filled += teeth(source.picture(0));
            }
            // then
            assertThat(untouched.next()).isFalse();
            assertThat(source.shortfall()).isEmpty();
        }
        assertThat(times).hasSize(12).isSorted().doesNotHaveDuplicates().endsWith(11 * 40_000L);
        assertThat(filled).isLessThan(teeth / 3);
    }

    private static void mpeg2(FFmpegFrameRecorder recorder) {
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG2VIDEO);
        recorder.setMaxBFrames(0);
    }

    private static void interlaced(FFmpegFrameRecorder recorder) {
        mpeg2(recorder);
        recorder.setVideoOption("flags", "+ilme+ildct");
    }

    /** Every second row is from a later moment, at which the blocks are 8 pixels further. */
    private static Mat woven(int index) {
        Mat picture = PlainPictures.blocks(320, 240, 8 * index);
        try (Mat later = PlainPictures.blocks(320, 240, 8 * index + 4)) {
            for (int y = 1; y < picture.rows(); y += 2) {
                try (Mat from = later.row(y);
                        Mat to = picture.row(y)) {
                    from.copyTo(to);
                }
            }
        }
        return picture;
    }

    /** How much each row differs from the next. */
    private static double teeth(Mat picture) {
        try (Mat upper = picture.rowRange(0, picture.rows() - 1);
                Mat lower = picture.rowRange(1, picture.rows());
                Mat difference = new Mat()) {
            absdiff(upper, lower, difference);
            try (Scalar mean = mean(difference)) {
                return mean.get(0) + mean.get(1) + mean.get(2);
            }
        }
    }

    @Test
    void joinedRecordingsContinueAfterTheJoinWithoutLosingAPicture() throws Exception {
        // given
        Path part = Videos.write(folder.resolve("part.ts"), 160, 120, 40, 25);
        Path joined = Videos.join(folder.resolve("joined.ts"), part, part, part);
        // when
        List<Instant> times = times(joined);
        // then
        assertThat(times).hasSize(120).isSorted().doesNotHaveDuplicates().endsWith(Instant.ofEpochMilli(119 * 40));
    }

    /** A transport stream in which every packet is there twice, which the standard allows, in each of its forms. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 4, 0", "0, 0, 16", "77, 0, 0"})
    void aRepeatedPacketNeitherCostsNorSpoilsAPicture(int junk, int before, int behind) throws Exception {
        // given
        Path once = Videos.write(folder.resolve("once.ts"), 160, 120, 40, 25);
        byte[] packets = Files.readAllBytes(once);
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        repeated.write(new byte[junk]);
        for (int at = 0; at < packets.length; at += PACKET) {
            for (int i = 0; i < 2; i++) {
                repeated.write(new byte[before]);
                repeated.write(packets, at, PACKET);
                repeated.write(new byte[behind]);
            }
        }
        Path twice = Files.write(folder.resolve("twice.ts"), repeated.toByteArray());
        // then
        assertThat(times(twice)).hasSize(40).isEqualTo(times(once));
        try (FrameSource one = open(once);
                FrameSource other = open(twice);
                Mat difference = new Mat()) {
            while (one.next()) {
                assertThat(other.next()).isTrue();
                absdiff(one.picture(0), other.picture(0), difference);
                assertThat(norm(difference)).isZero();
            }
        }
    }

    @Test
    void packetsThatAreFlaggedAsCorruptAreDecoded() throws Exception {
        // given: a recording whose packet counters restart with every picture
        byte[] packets = Files.readAllBytes(Videos.write(folder.resolve("a.ts"), 160, 120, 40, 25));
        for (int at = 0; at < packets.length; at += PACKET) {
            boolean ofVideo = (packets[at + 1] & 0x1f) == 1 && packets[at + 2] == 0;
            if (ofVideo && at / PACKET % 7 == 0) {
                packets[at + 3] ^= 0x05;
            }
        }
        Path miscounted = Files.write(folder.resolve("miscounted.ts"), packets);
        // then
        assertThat(times(miscounted)).hasSize(40).isEqualTo(times(folder.resolve("a.ts")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mkv", "a.mp4", "a.avi", "a.mov"})
    void soundThatIsLongerThanTheVideoCutsNothingOff(String name) throws Exception {
        // given
        Path video = Videos.write(folder.resolve(name), 160, 120, 50, 25, recorder -> {
            recorder.setAudioChannels(1);
            recorder.setSampleRate(8000);
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
        });
        // then
        try (FrameSource source = open(video)) {
            int pictures = 0;
            while (source.next()) {
                pictures++;
            }
            assertThat(pictures).isEqualTo(50);
            assertThat(source.shortfall()).isEmpty();
        }
    }

    private static List<Instant> times(Path video) throws CameraException {
        List<Instant> times = new ArrayList<>();
        CameraConfig camera =
                new CameraConfig("a", video.toString(), 0, 0, 0, 90, CameraConfig.Mode.LOSSLESS, Instant.EPOCH);
        try (FrameSource source = open(video)) {
            Timeline timeline = Timeline.of(camera, source, Duration.ofSeconds(5));
            while (source.next()) {
                timeline.advance(source.micros(), source.arrived());
                times.add(timeline.captured());
            }
            assertThat(source.shortfall()).isEmpty();
        }
        return times;
    }

    private static void assertRed(Mat picture, int x, int y) {
        try (Rect area = new Rect(x, y, 40, 40);
                Mat corner = picture.apply(area);
                Scalar mean = mean(corner)) {
            assertThat(mean.get(2)).as("red").isGreaterThan(220);
            assertThat(mean.get(0)).as("blue").isLessThan(40);
        }
    }

    private static FrameSource open(Path file) throws CameraException {
        SourceAddress address = new SourceAddress(file.toString(), SourceKind.FILE, Duration.ofSeconds(10));
        FrameSource source = new FFmpegSource(address, 2, new StopSignal());
        try {
            source.open();
            return source;
        } catch (CameraException e) {
            source.close();
            throw e;
        }
    }
}
