package dev.hawkeye.analyze.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.analyze.result.ObjectList;
import dev.hawkeye.analyze.tracks.TrackFiles;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.tracking.scene.Scene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of pictures is analyzed, and then a clip is made of it. */
class ClipsTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    Path directory;

    private Path spools;

    @BeforeEach
    void createSpools() throws IOException {
        spools = Files.createDirectory(directory.resolve("spools"));
    }

    @Test
    void aClipIsMadeOfThePictures() throws IOException {
        clips(pictures(64, 48, 3), 3).write(objects(), painted -> {});

        assertThat(directory.resolve("video/gate.mp4")).isNotEmptyFile();
    }

    @Test
    void aVideoThatHasLostPicturesSinceIsNamed() throws IOException {
        Clips clips = clips(pictures(64, 48, 2), 3);

        assertThatThrownBy(() -> clips.write(objects(), painted -> {}))
                .isInstanceOf(UserException.class)
                .hasMessage("--video: no clip of gate: it has changed since it was analyzed: picture 2 is missing");
    }

    @Test
    void aVideoOneWideIsNamed() throws IOException {
        Clips clips = clips(pictures(1, 48, 1), 1);

        assertThatThrownBy(() -> clips.write(objects(), painted -> {}))
                .isInstanceOf(UserException.class)
                .hasMessage("--video: no clip of gate: pictures of 1x48 pixels are too small for a video");
    }

    @Test
    void aSizeThatTheEncoderRefusesIsNamed() throws IOException {
        Clips clips = clips(pictures(2, 2, 1), 1);

        assertThatThrownBy(() -> clips.write(objects(), painted -> {}))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--video: no clip of gate: pictures of 2x2 pixels cannot be encoded (");
    }

    @Test
    void aVideoWithoutAClipDoesNotStopTheOthers() throws IOException {
        Clips clips = clips(Map.of("gate", pictures("changed", 64, 48, 2), "yard", pictures("whole", 64, 48, 3)), 3);

        assertThatThrownBy(() -> clips.write(objects(), painted -> {}))
                .isInstanceOf(UserException.class)
                .hasMessage("--video: no clip of gate: it has changed since it was analyzed: picture 2 is missing");
        assertThat(directory.resolve("video/gate.mp4")).doesNotExist();
        assertThat(directory.resolve("video/yard.mp4")).isNotEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorOfTheDirectory() throws IOException {
        Clips clips = clips(pictures(64, 48, 1), 1);
        Files.createDirectories(directory.resolve("video/gate.mp4"));

        assertThatThrownBy(() -> clips.write(objects(), painted -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("Is a directory");
    }

    private Path pictures(int width, int height, int count) throws IOException {
        return pictures("pictures", width, height, count);
    }

    private Path pictures(String name, int width, int height, int count) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        for (int i = 0; i < count; i++) {
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
        return folder;
    }

    /** @param analyzed number of pictures that the folder had */
    private Clips clips(Path folder, long analyzed) throws IOException {
        return clips(Map.of("gate", folder), analyzed);
    }

    private Clips clips(Map<String, Path> folders, long analyzed) throws IOException {
        SortedMap<String, Path> inOrder = new TreeMap<>(folders);
        WrittenFiles written = new WrittenFiles(directory);
        try (TrackFiles tracks =
                new TrackFiles(directory.resolve("tracks"), written, spools, ByCamera.all(Scene.NONE))) {
            for (String camera : inOrder.keySet()) {
                for (long i = 0; i < analyzed; i++) {
                    tracks.write(nothingIn(camera, i));
                }
            }
        }
        List<Map<String, Object>> cameras = new ArrayList<>();
        inOrder.forEach((id, folder) -> cameras.add(Map.of("id", id, "url", folder.toString())));
        HawkeyeConfig config =
                new ConfigReader().set("cameras", cameras, "this test").read();
        return new Clips(config, directory.resolve("video"), written, spools);
    }

    private static ObjectList objects() {
        return new ObjectList(Map.of(), START);
    }

    private static Detection nothingIn(String camera, long picture) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(picture)
                .setCaptureTime(START.plusSeconds(picture))
                .setPicture(picture)
                .setSourceWidth(64)
                .setSourceHeight(48)
                .setWidth(64)
                .setHeight(48)
                .setLive(false)
                .setFate(Fate.DETECTED)
                .setObjects(List.of())
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("m.onnx")
                .setModelSha256("0")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }
}
