package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class NativeMemoryIT {
    @TempDir
    Path directory;

    /** As it is with many lanes, or with a model of many pixels. */
    @Test
    void theInputsOfModelsMayBeLargerThanTheHeap() throws Exception {
        // given a heap of 384 MiB, and inputs of 421 MiB
        Path model = Files.write(directory.resolve("large.onnx"), BlockModel.fixed(90, 640, 640));
        Path settings = Files.writeString(directory.resolve("one-lane.yaml"), "detector: {lanes: 1}\n");
        Path pictures = Files.createDirectory(directory.resolve("pictures"));
        Files.write(
                pictures.resolve("1.jpg"), BlockPictures.jpeg(640, 640, List.of(BlockPictures.cell(Color.RED, 1, 1))));
        Path out = directory.resolve("out");

        // when
        try (HawkeyeProcess analyze = HawkeyeProcess.start(
                directory,
                "analyze",
                pictures.toString(),
                "--model",
                model.toString(),
                "--config",
                settings.toString(),
                "--out",
                out.toString())) {
            assertThat(analyze.awaitExit())
                    .as(String.join("\n", analyze.lines()))
                    .isZero();
        }

        // then
        JsonNode summary =
                new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.at("/cameras/0/fates/DETECTED").asInt())
                .as("%s", summary)
                .isEqualTo(1);
    }
}
