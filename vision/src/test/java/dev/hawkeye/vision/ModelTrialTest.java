package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a model computes for a test picture. */
@Timeout(60)
final class ModelTrialTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aModelThatComputesNumbersPasses() throws IOException {
        try (Model model = model(BlockModel.builder())) {
            assertThatCode(() -> model.tryOut(LONG)).doesNotThrowAnyException();
        }
        try (Model model = model(BlockModel.builder().fixedShape(2, 320, 192))) {
            assertThatCode(() -> model.tryOut(LONG)).doesNotThrowAnyException();
        }
    }

    @Test
    void aModelThatComputesWhatIsNoNumberIsRefused() throws IOException {
        try (Model model = model(BlockModel.builder().notANumber())) {
            assertThatThrownBy(() -> model.tryOut(LONG))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("blocks.onnx cannot be used: it computes NaN for a test picture; try another export");
        }
    }

    @Test
    void aModelForWhichThereIsNoMemoryIsRefused() throws IOException {
        // given an input of 3 GiB, while the tests may use 1 GiB
        try (Model model = model(BlockModel.builder().metadata("imgsz", "[16384, 16384]"))) {
            assertThatThrownBy(() -> model.tryOut(LONG))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("a test picture needs more memory than there is");
        }
    }

    @Test
    void aModelThatCannotEvenBeLookedAtForLackOfMemoryIsRefused() throws IOException {
        // given a batch of any size, so that only a run shows what the output is
        Path file = Files.write(directory.resolve("large.onnx"), BlockModel.fixed(0, 16_384, 16_384));

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a picture of 16384x16384 needs more memory than there is");
    }

    @Test
    void aModelThatFindsNoEndIsRefusedAndStopped() throws IOException {
        try (Model model = model(BlockModel.builder().fixedShape(1, 320, 192).endless())) {
            assertThatThrownBy(() -> model.tryOut(Duration.ofMillis(200)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("a test picture had no result within 200 ms");
        }
    }

    private Model model(BlockModel blocks) throws IOException {
        return Model.load(Files.write(directory.resolve("blocks.onnx"), blocks.build()), 1);
    }
}
