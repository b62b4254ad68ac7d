package dev.hawkeye.detector;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Frames and settings of the tests. */
public final class TestFrames {
    /** A camera before which only what is green is detected. */
    static final String CHOOSY = "choosy";

    private static final byte[] ONE_RED_BLOCK =
            BlockPictures.jpeg(1280, 720, List.of(new Block(Color.RED, 256, 128, 128, 128)));

    private TestFrames() {}

    public static Frame oneRedBlock(String camera, long sequence) {
        return frame(camera, sequence, ONE_RED_BLOCK).build();
    }

    static Frame oneRedAndOneGreenBlock(String camera, long sequence) {
        byte[] jpeg = BlockPictures.jpeg(
                1280,
                720,
                List.of(new Block(Color.RED, 256, 128, 128, 128), new Block(Color.GREEN, 768, 128, 128, 128)));
        return frame(camera, sequence, jpeg).build();
    }

    public static Frame.Builder frame(String camera, long sequence, byte[] jpeg) {
        return Frame.newBuilder()
                .setCamera(camera)
                .setStream("stream-of-" + camera)
                .setSequence(sequence)
                .setCaptureTime(Instant.ofEpochMilli(1_700_000_000_000L + 40 * sequence))
                .setWidth(1280)
                .setHeight(720)
                .setLive(false)
                .setSourceBytes(1_000)
                .setJpeg(ByteBuffer.wrap(jpeg));
    }

    public static DetectorConfig config(Path model, int lanes, Map<String, String> kafka) {
        return config(model, lanes, Duration.ofSeconds(30), kafka);
    }

    public static DetectorConfig config(Path model, int lanes, Duration laneTimeout, Map<String, String> kafka) {
        return new DetectorConfig(
                "detector-test",
                model,
                "",
                lanes,
                4,
                0.25f,
                0.7f,
                300,
                true,
                50_000_000,
                16,
                DataSize.parse("64 MiB"),
                Duration.ofSeconds(2),
                laneTimeout,
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                DriftConfig.ALERT,
                kafka,
                new ByCamera<>(ClassChoice.ANY, Map.of(CHOOSY, new ClassChoice(List.of("green"), Map.of()))));
    }
}
