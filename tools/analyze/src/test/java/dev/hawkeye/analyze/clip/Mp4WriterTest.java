package dev.hawkeye.analyze.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.vision.picture.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is read by the decoder of the cameras. */
class Mp4WriterTest {
    @TempDir
    Path directory;

    @Test
    void eachPictureIsInTheFileAtItsTime() throws IOException, CameraException, ClipException {
        // given: pictures at odd distances, the third after a gap
        List<Long> times = List.of(0L, 33L, 2067L, 2100L, 2101L);
        List<Color> colors = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE, Color.BLACK);

        // when
        Path file = directory.resolve("clip.mp4");
        try (Mp4Writer out = new Mp4Writer(file, 320, 192, 10)) {
            for (int i = 0; i < times.size(); i++) {
                out.add(plain(320, 192, colors.get(i)), times.get(i));
            }
            out.finish();
        }

        // then
        List<Long> read = new ArrayList<>();
        try (FrameSource source = source(file)) {
            source.open();
            assertThat(source.expectedPictures()).isEqualTo(5);
            while (source.next()) {
                int i = read.size();
                read.add(source.micros() / 1000);
                Color color = new Color(Raster.copy(source.picture(0), null).getRGB(160, 96));
                assertThat(List.of(color.getRed(), color.getGreen(), color.getBlue()))
                        .as("color of picture " + i)
                        .usingElementComparator((a, b) -> Math.abs(a - b) <= 12 ? 0 : a - b)
                        .isEqualTo(List.of(
                                colors.get(i).getRed(),
                                colors.get(i).getGreen(),
                                colors.get(i).getBlue()));
            }
            assertThat(source.shortfall()).isEmpty();
            assertThat(source.width()).isEqualTo(320);
            assertThat(source.height()).isEqualTo(192);
        }
        assertThat(read).isEqualTo(times);
    }

    @Test
    void aPictureOfAnotherSizeIsStretched() throws IOException, CameraException, ClipException {
        // given
        Path file = directory.resolve("clip.mp4");
        BufferedImage half = plain(201, 101, Color.WHITE);
        Graphics2D graphics = half.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 100, 101);
        graphics.dispose();

        // when
        try (Mp4Writer out = new Mp4Writer(file, 320, 192, 25)) {
            out.add(plain(320, 192, Color.WHITE), 0);
            out.add(half, 40);
            out.finish();
        }

        // then
        try (FrameSource source = source(file)) {
            source.open();
            source.next();
            source.next();
            BufferedImage read = Raster.copy(source.picture(0), null);
            assertThat(new Color(read.getRGB(140, 96)).getGreen()).isCloseTo(0, within(25));
            assertThat(new Color(read.getRGB(180, 96)).getGreen()).isCloseTo(255, within(25));
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAnError() {
        assertThatThrownBy(() -> new Mp4Writer(directory.resolve("none/clip.mp4"), 320, 192, 25))
                .isInstanceOf(IOException.class)
                .hasMessage("No such file or directory");
    }

    private static FrameSource source(Path file) {
        return new FFmpegSource(
                new SourceAddress(file.toString(), SourceKind.FILE, Duration.ofSeconds(10)), 1, new StopSignal());
    }

    private static BufferedImage plain(int width, int height, Color color) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }
}
