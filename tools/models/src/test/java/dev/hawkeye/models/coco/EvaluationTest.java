package dev.hawkeye.models.coco;

import static dev.hawkeye.testing.BlockPictures.cell;
import static dev.hawkeye.testing.BlockPictures.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final int PICTURES = 9;
    private static final List<Color> COLORS = List.of(Color.values());

    @TempDir
    Path directory;

    private Path images;
    private Path labels;
    private Model model;

    @BeforeEach
    void start() throws IOException {
        images = Files.createDirectory(directory.resolve("images"));
        labels = Files.createDirectory(directory.resolve("labels"));
        model = Model.load(Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic()), 1);
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void findsEveryBlockOfEveryPicture() throws Exception {
        for (int i = 0; i < PICTURES; i++) {
            picture(i, i % 3 == 2 ? "" : (i % 3) + " 0.075 0.125 0.05 0.083333333");
        }
        List<Integer> progress = new ArrayList<>();

        EvaluationResult result = evaluation(LetterboxShape.RECTANGLE).run(progress::add);

        assertThat(result.pictures()).isEqualTo(PICTURES);
        assertThat(result.failed()).isEmpty();
        assertThat(result.score().map50().getAsDouble()).isCloseTo(1, within(1e-9));
        assertThat(result.score().classes())
                .extracting(CocoScore.ClassScore::classId, CocoScore.ClassScore::objects)
                .containsExactly(tuple(0, 3), tuple(1, 3));
        assertThat(progress)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, PICTURES).boxed().toList());
    }

    /** In the square these pictures lie half a cell lower, and the model finds two halves of each block. */
    @Test
    void takesTheSquareWhenItIsAskedTo() throws Exception {
        Files.write(images.resolve("0.jpg"), jpeg(640, 352, List.of(cell(Color.RED, 1, 1))));
        Files.writeString(labels.resolve("0.txt"), "0 0.075 0.136363636 0.05 0.090909091");

        CocoScore rectangle =
                evaluation(LetterboxShape.RECTANGLE).run(done -> {}).score();
        CocoScore square = evaluation(LetterboxShape.SQUARE).run(done -> {}).score();

        assertThat(rectangle.map50().getAsDouble()).isCloseTo(1, within(1e-9));
        assertThat(square.map50().getAsDouble()).isZero();
    }

    @Test
    void aPictureThatCannotBeAnalyzedIsNamedAndDoesNotCount() throws Exception {
        for (int i = 0; i < 3; i++) {
            picture(i, (i % 3) + " 0.075 0.125 0.05 0.083333333");
        }
        Files.write(images.resolve("1.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0});
        Files.writeString(images.resolve("3.png"), "text");

        EvaluationResult result = evaluation(LetterboxShape.SQUARE).run(done -> {});

        assertThat(result.pictures()).isEqualTo(2);
        assertThat(result.failed()).hasSize(2);
        assertThat(result.failed().get(0)).contains("1.jpg", "JPEG");
        assertThat(result.failed().get(1)).contains("3.png", "is not a supported picture");
        assertThat(result.score().classes())
                .extracting(CocoScore.ClassScore::classId)
                .containsExactly(0, 2);
    }

    @Test
    void refusesPicturesOfWhichNoneCanBeAnalyzed() throws IOException {
        Files.writeString(images.resolve("0.png"), "text");
        Files.writeString(labels.resolve("0.txt"), "");

        assertThatThrownBy(() -> evaluation(LetterboxShape.SQUARE).run(done -> {}))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("none of 1 pictures", "0.png");
    }

    @Test
    void endsWhenTheProgressIsToldToStop() throws IOException {
        for (int i = 0; i < PICTURES; i++) {
            picture(i, "");
        }
        List<Integer> progress = new ArrayList<>();

        assertThatThrownBy(() -> evaluation(LetterboxShape.SQUARE).run(done -> {
                    progress.add(done);
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(progress).containsExactly(1);
    }

    private Evaluation evaluation(LetterboxShape shape) {
        LabeledPictures pictures = LabeledPictures.read(
                PictureFolder.open(images), labels, model.info().classNames());
        return new Evaluation(model, pictures, shape);
    }

    /** A block of the picture's own color in column 1 of row 1. */
    private void picture(int number, String label) throws IOException {
        Color color = COLORS.get(number % 3);
        List<Block> blocks = label.isEmpty() ? List.of() : List.of(cell(color, 1, 1));
        Files.write(images.resolve(number + ".jpg"), jpeg(640, 384, blocks));
        Files.writeString(labels.resolve(number + ".txt"), label);
    }
}
