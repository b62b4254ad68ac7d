package dev.hawkeye.vision.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.vision.DatasetException;
import dev.hawkeye.vision.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledPicturesTest {
    private static final List<String> CLASSES = List.of("person", "dog", "cat");

    @TempDir
    Path directory;

    private Path images;
    private Path labels;
    private Path json;

    @BeforeEach
    void twoPictures() throws IOException {
        images = Files.createDirectory(directory.resolve("images"));
        labels = Files.createDirectory(directory.resolve("labels"));
        json = directory.resolve("instances.json");
        Files.createFile(images.resolve("a.jpg"));
        Files.createFile(images.resolve("b.png"));
    }

    @Test
    void readsABoxOfYolo() throws IOException {
        label("a.txt", "1 0.5 0.25 0.25 0.5", "", "  2\t0.75 0.5 0.5 1 ");

        LabelledPictures pictures = read(labels);

        assertThat(pictures.pictures().get(0).objects(400, 200))
                .containsExactly(
                        new TrueObject(1, 150, 0, 100, 100, 10_000, false),
                        new TrueObject(2, 200, 0, 200, 200, 40_000, false));
        assertThat(pictures.remarks()).isEmpty();
    }

    @Test
    void takesTheBoundingBoxOfAnOutline() throws IOException {
        label("a.txt", "0 0.5 0.125 0.25 0.5 0.75 0.25");

        assertThat(read(labels).pictures().get(0).objects(400, 800))
                .containsExactly(new TrueObject(0, 100, 100, 200, 300, 60_000, false));
    }

    @Test
    void aPictureWithoutALabelFileHasNoObjects() throws IOException {
        label("a.txt", "1 0.5 0.5 0.5 0.5");

        LabelledPictures pictures = read(labels);

        assertThat(pictures.pictures())
                .extracting(LabelledPicture::file)
                .containsExactly(images.resolve("a.jpg"), images.resolve("b.png"));
        assertThat(pictures.pictures().get(1).objects(100, 100)).isEmpty();
    }

    @Test
    void saysWhichLabelFilesAreOfNoPicture() throws IOException {
        label("a.txt", "1 0.5 0.5 0.5 0.5");
        label("y.txt", "");
        label("z.txt", "");

        assertThat(read(labels).remarks())
                .singleElement()
                .asString()
                .endsWith("belong to no picture (2): y.txt, z.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "1 0.5 0.5 0.5, 'class cx cy w h'",
        "1 0.5 0.5 0.5 0.5 0.9, 'class cx cy w h'",
        "1 0.5 0.5 0.5 half, must be numbers only",
        "3 0.5 0.5 0.5 0.5, 'class of the model, 0 to 2'",
        "-1 0.5 0.5 0.5 0.5, 'class of the model, 0 to 2'",
        "1.5 0.5 0.5 0.5 0.5, 'class of the model, 0 to 2'",
        "1 320 0.5 0.5 0.5, 'shares of the picture''s width and height, 0 to 1'",
        "1 0.5 NaN 0.5 0.5, 'shares of the picture''s width and height, 0 to 1'"
    })
    void namesFileAndLineOfABadLabel(String line, String problem) throws IOException {
        label("a.txt", "1 0.5 0.5 0.5 0.5", line);

        assertThatThrownBy(() -> read(labels))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("a.txt line 2", problem, "got: " + line);
    }

    @Test
    void refusesLabelsOfOtherPictures() throws IOException {
        label("z.txt", "1 0.5 0.5 0.5 0.5");

        assertThatThrownBy(() -> read(labels))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(labels.toString(), images.toString(), "a.jpg, say, would have a.txt");
    }

    @Test
    void refusesLabelsThatAreNotThere() {
        assertThatThrownBy(() -> read(directory.resolve("none")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("none", "does not exist");
    }

    @Test
    void readsCocosInstances() throws IOException {
        instances(
                "{'id': 7, 'file_name': 'b.png', 'width': 640, 'height': 480}, {'id': 9, 'file_name': 'val/a.jpg'}",
                "{'id': 1, 'image_id': 7, 'category_id': 18, 'bbox': [10.5, 20, 30, 40], 'area': 700.25, 'iscrowd': 0,"
                        + " 'segmentation': [[1, 2, 3, 4, 5, 6]]},"
                        + "{'id': 2, 'image_id': 7, 'category_id': 1, 'bbox': [0, 0, 100, 50], 'area': 900, 'iscrowd': 1},"
                        + "{'id': 3, 'image_id': 9, 'category_id': 1, 'bbox': [1, 2, 3, 4]}");

        List<LabelledPicture> pictures = read(json).pictures();

        assertThat(pictures.get(0).objects(1, 1)).containsExactly(new TrueObject(0, 1, 2, 3, 4, 12, false));
        assertThat(pictures.get(1).objects(640, 480))
                .containsExactly(
                        new TrueObject(1, 10.5, 20, 30, 40, 700.25, false),
                        new TrueObject(0, 0, 0, 100, 50, 900, true));
    }

    @Test
    void leavesOutPicturesAndCategoriesThatOnlyOneSideKnowsAndSaysSo() throws IOException {
        instances(
                "{'id': 7, 'file_name': 'b.png'}, {'id': 8, 'file_name': 'elsewhere.jpg'}",
                "{'id': 1, 'image_id': 7, 'category_id': 64, 'bbox': [1, 2, 3, 4]},"
                        + "{'id': 2, 'image_id': 8, 'category_id': 1, 'bbox': [1, 2, 3, 4]}");

        LabelledPictures pictures = read(json);

        assertThat(pictures.pictures()).extracting(LabelledPicture::file).containsExactly(images.resolve("b.png"));
        assertThat(pictures.pictures().get(0).objects(10, 10)).isEmpty();
        assertThat(pictures.remarks()).hasSize(2);
        assertThat(pictures.remarks().get(0)).endsWith("not in instances.json (1): a.jpg");
        assertThat(pictures.remarks().get(1)).endsWith("no class of the model (1): potted plant");
    }

    @Test
    void refusesAPictureOfAnotherSizeThanTheLabelledOne() throws IOException {
        instances("{'id': 7, 'file_name': 'a.jpg', 'width': 640, 'height': 480}", "");
        LabelledPicture picture = read(json).pictures().get(0);

        assertThatThrownBy(() -> picture.objects(480, 640))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("a.jpg", "480x640", "640x480");
    }

    @Test
    void refusesInstancesOfOtherPictures() throws IOException {
        instances("{'id': 7, 'file_name': 'z.jpg'}", "");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("instances.json", "a.jpg, say, is not in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id': 5, 'image_id': 8, 'category_id': 1, 'bbox': [1, 2, 3, 4]} | annotation 5 has a image_id that is not in the file: 8",
                "{'id': 5, 'image_id': 7, 'category_id': 2, 'bbox': [1, 2, 3, 4]} | annotation 5 has a category_id that is not in the file: 2",
                "{'id': 5, 'image_id': 7, 'category_id': 1, 'bbox': [1, 2, 3]} | annotation 5 must have a bbox",
                "{'id': 5, 'image_id': 7, 'category_id': 1} | annotation 5 must have a bbox",
                "{'id': 5, 'image_id': 'x'} | line 3 is not as COCO's instances.json has it: .annotations[0].image_id",
                "null | line 3 is not as COCO's instances.json has it: .annotations",
                "{'id': 5,, } | line 3 is not JSON"
            },
            quoteCharacter = '`')
    void namesWhatIsWrongInInstances(String annotation, String problem) throws IOException {
        instances("{'id': 7, 'file_name': 'a.jpg'}", annotation);

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(json.toString(), problem);
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        Files.writeString(json, "{\n\"images\": [");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("instances.json line 2 is not JSON: Unexpected end-of-input");
    }

    @Test
    void refusesJsonOfAnotherKind() throws IOException {
        Files.writeString(json, "{\"shapes\": []}");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("must have images, annotations and categories");
    }

    private LabelledPictures read(Path from) {
        return LabelledPictures.read(PictureFolder.open(images), from, CLASSES);
    }

    private void label(String file, String... lines) throws IOException {
        Files.write(labels.resolve(file), List.of(lines));
    }

    private void instances(String pictures, String annotations) throws IOException {
        String categories =
                "{'id': 18, 'name': 'dog'}, {'id': 1, 'name': 'person'}, {'id': 64, 'name': 'potted plant'}";
        Files.writeString(
                json,
                ("{'info': {'year': 2017},\n'images': [" + pictures + "],\n'annotations': [" + annotations
                                + "],\n'categories': [" + categories + "]}")
                        .replace('\'', '"'));
    }
}
