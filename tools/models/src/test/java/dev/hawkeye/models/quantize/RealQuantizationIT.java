package dev.hawkeye.models.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.models.coco.Evaluation;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.models.coco.PythonScore;
import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real model, real pictures, and the accuracy that is promised. */
@EnabledIfEnvironmentVariable(
        named = "HAWKEYE_DATA",
        matches = ".+",
        disabledReason = "set HAWKEYE_DATA to a folder with models/ and coco/ to quantize a real model")
@Tag("thorough")
class RealQuantizationIT {
    private static final double MAX_POINTS_LOST = 0.6;
    private static final int MAX_BYTES = 4_000_000;

    @TempDir
    private Path directory;

    @Test
    void yolov8nLosesNoMoreThanIsPromisedInEitherLetterbox() throws IOException, InterruptedException {
        Path data = Path.of(System.getenv("HAWKEYE_DATA"));
        Path original = data.resolve("models/yolov8n_dynamic.onnx");
        PictureFolder calibration = PictureFolder.open(data.resolve("coco/images/train2017"));
        List<ByteBuffer> pictures = calibration.files().stream()
                .map(file -> ByteBuffer.wrap(PictureFolder.jpeg(file)))
                .toList();
        Quantizer quantizer = new Quantizer(original, pictures, true, (what, done, all) -> {});

        byte[] file = quantizer
                .quantize(new QuantizeSettings(7, false, RangeMethod.MSE, 0.9999, true, true, Set.of()))
                .bytes(Map.of());

        assertThat(file).hasSizeLessThan(MAX_BYTES);
        Path int8 = Files.write(directory.resolve("int8.onnx"), file);
        for (LetterboxShape shape : LetterboxShape.values()) {
            double lost = 100 * (PythonScore.of(shape).map() - map(int8, data, shape));
            assertThat(lost).as("points of mAP50-95, %s", shape).isLessThanOrEqualTo(MAX_POINTS_LOST);
        }
    }

    private static double map(Path file, Path data, LetterboxShape shape) throws InterruptedException {
        try (Model model = Model.load(file, 1)) {
            LabeledPictures pictures = LabeledPictures.read(
                    PictureFolder.open(data.resolve("coco/images/val2017")),
                    data.resolve("coco/labels/val2017"),
                    model.info().classNames());
            return new Evaluation(model, pictures, shape)
                    .run(done -> {})
                    .score()
                    .map()
                    .orElseThrow();
        }
    }
}
