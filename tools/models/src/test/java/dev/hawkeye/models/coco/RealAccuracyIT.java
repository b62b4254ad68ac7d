package dev.hawkeye.models.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.picture.PictureFolder;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agreement with pycocotools on a real model and real pictures, which the project does not carry. */
class RealAccuracyIT {
    @ParameterizedTest
    @EnumSource(LetterboxShape.class)
    void yolov8nIsAsAccurateAsInPython(LetterboxShape shape) throws InterruptedException {
        String folder = System.getenv("HAWKEYE_DATA");
        assumeThat(folder)
                .as("HAWKEYE_DATA is not set: point it at a folder with models/ and coco/ to run this test")
                .isNotNull();
        Path data = Path.of(folder);

        CocoScore score;
        try (Model model = Model.load(data.resolve("models/yolov8n_dynamic.onnx"), 1)) {
            LabeledPictures pictures = LabeledPictures.read(
                    PictureFolder.open(data.resolve("coco/images/val2017")),
                    data.resolve("coco/labels/val2017"),
                    model.info().classNames());
            score = new Evaluation(model, pictures, shape).run(done -> {}).score();
        }

        PythonScore python = PythonScore.of(shape);
        assertThat(score.map().getAsDouble()).isCloseTo(python.map(), within(0.001));
        assertThat(score.map50().getAsDouble()).isCloseTo(python.map50(), within(0.001));
    }
}
