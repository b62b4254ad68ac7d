package dev.hawkeye.models.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabeledPicturesTest {
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

        LabeledPictures pictures = read(labels);

        assertThat(pictures.pictures().get(0).objects(400, 200))
                .containsExactly(
                        new TrueObject(1, 150, 0, 100, 100, 10_000, false),
                        new TrueObject(2, 200, 0, 200, 200, 40_000, false));
        assertThat(pictures.remarks()).isEmpty();
    }

    @Test
    void cutsToThePictureWhatRoundingPutBeyondIt() throws IOException {
        label("a.txt", "1 0.9 0.5 0.2000001 1.0000001", "0 0.5 0.5 1.01 1.01", "2 -0.0000001 0.5 0.5 0.5");

        assertThat(read(labels).pictures().get(0).objects(100, 100))
                .usingRecursiveFieldByFieldElementComparator(RecursiveComparisonConfiguration.builder()
                        .withComparatorForType(
                                Comparator.comparingLong(value -> Math.round(value * 1000)), Double.class)
                        .build())
                .containsExactly(
                        new TrueObject(1, 80, 0, 20, 100, 2000, false),
                        new TrueObject(0, 0, 0, 100, 100, 10_000, false),
                        new TrueObject(2, 0, 25, 25, 50, 1250, false));
    }

    @Test
    void countsARepeatedLabelOnceAndSaysSo() throws IOException {
        label("a.txt", "1 0.5 0.5 0.5 0.5", "1 0.50 0.5 0.5 0.5", "2 0.5 0.5 0.5 0.5");

        LabeledPictures pictures = read(labels);

        assertThat(pictures.pictures().get(0).objects(100, 100)).hasSize(2);
        assertThat(pictures.remarks())
                .singleElement()
                .asString()
                .contains("counted once")
                .endsWith("(1): a.txt");
    }

    @Test
    void readsWhateverTheEditorWrote() throws IOException {
        Files.writeString(labels.resolve("a.txt"), "\uFEFF1 0.5 0.5 0.5 0.5\r\n\r\n   \r\n2 0.5 0.5 0.5 0.5");
        Files.write(labels.resolve("._a.txt"), new byte[] {0, 5, 22, 7, (byte) 0xFF});

        LabeledPictures pictures = read(labels);

        assertThat(pictures.pictures().get(0).objects(100, 100)).hasSize(2);
        assertThat(pictures.remarks()).isEmpty();
    }

    @Test
    void findsALabelFileWhateverTheCaseOfItsEnding() throws IOException {
        label("a.TXT", "1 0.5 0.5 0.5 0.5");

        assertThat(read(labels).pictures().get(0).objects(100, 100)).hasSize(1);
    }

    @Test
    void aLabelFileThatCannotBeUsedTakesNoOtherWithIt() throws IOException {
        label("a.txt", "1 0.5 0.5 0.5 0.5");
        label("b.txt", "1 0.5 0.5 half 0.5");

        List<LabeledPicture> pictures = read(labels).pictures();

        assertThat(pictures.get(0).objects(100, 100)).hasSize(1);
        assertThatThrownBy(() -> pictures.get(1).objects(100, 100))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("b.txt line 1 must be numbers only");
    }

    @Test
    void findsALabelWhoseNameIsInUnicodesOtherForm() throws IOException {
        Files.createFile(images.resolve("u\u0308ber.jpg"));
        label("\u00FCber.txt", "1 0.5 0.5 0.5 0.5");

        assertThat(read(labels).pictures().get(2).objects(100, 100)).hasSize(1);
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

        LabeledPictures pictures = read(labels);

        assertThat(pictures.pictures())
                .extracting(LabeledPicture::file)
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
                .hasMessageContainingAll(labels.toString(), images.toString(), "a.jpg for example would have a.txt");
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

        List<LabeledPicture> pictures = read(json).pictures();

        assertThat(pictures.get(0).objects(1, 1)).containsExactly(new TrueObject(0, 1, 2, 3, 4, 12, false));
        assertThat(pictures.get(1).objects(640, 480))
                .containsExactly(
                        new TrueObject(1, 10.5, 20, 30, 40, 700.25, false),
                        new TrueObject(0, 0, 0, 100, 50, 900, true));
    }

    @ParameterizedTest
    @CsvSource({
        "cam1/0001.jpg, cam2/0001.jpg",
        "/data/cam1/0001.jpg, /data/cam2/0001.jpg",
        "C:\\data\\cam1\\0001.jpg, C:\\data\\cam2\\0001.jpg",
        "https://example.org/x/cam1/0001.jpg?size=1, https://example.org/x/cam2/0001.jpg#a",
        "./cam1/0001.jpg, ./cam2/0001.jpg",
        "0001.jpg, cam2/0001.jpg",
    })
    void distinguishesPicturesOfOneNameByTheirFolders(String first, String second) throws IOException {
        // given: two cameras, whose pictures have the same name
        for (String camera : List.of("cam1", "cam2")) {
            Files.createFile(Files.createDirectory(directory.resolve(camera)).resolve("0001.jpg"));
        }
        instances(
                "{'id': 7, 'file_name': '%s'}, {'id': 8, 'file_name': '%s'}"
                        .formatted(first.replace("\\", "\\\\"), second.replace("\\", "\\\\")),
                "{'id': 1, 'image_id': 7, 'category_id': 1, 'bbox': [1, 2, 3, 4]},"
                        + "{'id': 2, 'image_id': 8, 'category_id': 18, 'bbox': [1, 2, 3, 4]}");

        // when, then
        for (int i = 0; i < 2; i++) {
            images = directory.resolve(List.of("cam1", "cam2").get(i));
            assertThat(read(json).pictures())
                    .singleElement()
                    .extracting(picture -> picture.objects(9, 9).get(0).classId())
                    .isEqualTo(i);
        }
    }

    @Test
    void takesNoLabelsOfThePictureInTheFolderBesideIt() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("cam2")).resolve("a.jpg"));
        instances("{'id': 7, 'file_name': 'cam2/a.jpg'}, {'id': 8, 'file_name': 'images/b.png'}", "");

        LabeledPictures pictures = read(json);

        assertThat(pictures.pictures()).extracting(LabeledPicture::file).containsExactly(images.resolve("b.png"));
        assertThat(pictures.remarks()).singleElement().asString().endsWith("not in instances.json (1): a.jpg");
    }

    @Test
    void leavesOutAPictureOfWhichItCannotBeToldAndSaysSo() throws IOException {
        instances(
                "{'id': 7, 'file_name': 'x/a.jpg'}, {'id': 8, 'file_name': 'y/a.jpg'}, {'id': 9, 'file_name': 'b.png'}",
                "");

        assertThat(read(json).remarks()).singleElement().asString().contains("none of which is theirs (1): a.jpg");
    }

    @Test
    void refusesInstancesWhenItCannotBeToldOfAnyPicture() throws IOException {
        instances("{'id': 7, 'file_name': 'x/a.jpg'}, {'id': 8, 'file_name': 'y/a.jpg'}", "");
        Files.delete(images.resolve("b.png"));

        assertThatThrownBy(() -> read(json)).hasMessageContainingAll("a.jpg for example is in several folders");
    }

    @Test
    void readsIdsAndFlagsHoweverTheyAreWritten() throws IOException {
        instances(
                "{'id': '7', 'file_name': 'a.jpg'}, {'id': 'second', 'file_name': 'b.png'}",
                "{'id': '1', 'image_id': 7.0, 'category_id': '18', 'bbox': [1, 2, 3, 4], 'iscrowd': true},"
                        + "{'image_id': 'second', 'category_id': 1, 'bbox': [1, 2, 3, 4], 'area': null, 'iscrowd': '0'}");

        List<LabeledPicture> pictures = read(json).pictures();

        assertThat(pictures.get(0).objects(9, 9)).containsExactly(new TrueObject(1, 1, 2, 3, 4, 12, true));
        assertThat(pictures.get(1).objects(9, 9)).containsExactly(new TrueObject(0, 1, 2, 3, 4, 12, false));
    }

    @Test
    void leavesOutPicturesAndCategoriesThatOnlyOneSideKnowsAndSaysSo() throws IOException {
        instances(
                "{'id': 7, 'file_name': 'b.png'}, {'id': 8, 'file_name': 'elsewhere.jpg'}",
                "{'id': 1, 'image_id': 7, 'category_id': 64, 'bbox': [1, 2, 3, 4]},"
                        + "{'id': 2, 'image_id': 8, 'category_id': 1, 'bbox': [1, 2, 3, 4]}");

        LabeledPictures pictures = read(json);

        assertThat(pictures.pictures()).extracting(LabeledPicture::file).containsExactly(images.resolve("b.png"));
        assertThat(pictures.pictures().get(0).objects(10, 10)).isEmpty();
        assertThat(pictures.remarks()).hasSize(2);
        assertThat(pictures.remarks().get(0)).endsWith("not in instances.json (1): a.jpg");
        assertThat(pictures.remarks().get(1)).endsWith("not classes of the model (1): potted plant");
    }

    @Test
    void refusesAPictureOfAnotherSizeThanTheLabeledOne() throws IOException {
        instances("{'id': 7, 'file_name': 'a.jpg', 'width': 640, 'height': 480}", "");
        LabeledPicture picture = read(json).pictures().get(0);

        assertThatThrownBy(() -> picture.objects(480, 640))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("a.jpg", "480x640", "640x480");
    }

    @Test
    void refusesInstancesOfOtherPictures() throws IOException {
        instances("{'id': 7, 'file_name': 'z.jpg'}", "");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("instances.json", "a.jpg for example is not in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id': 5, 'image_id': 8, 'category_id': 1, 'bbox': [1, 2, 3, 4]} | annotation 5 has a image_id that is not in the file: 8",
                "{'id': 5, 'image_id': 7, 'category_id': 2, 'bbox': [1, 2, 3, 4]} | annotation 5 has a category_id that is not in the file: 2",
                "{'id': 5, 'image_id': 7, 'category_id': 1, 'bbox': [1, 2, 3]} | annotation 5 must have a bbox",
                "{'id': 5, 'image_id': 7, 'category_id': 1} | annotation 5 must have a bbox",
                "{'id': 5, 'image_id': 'x', 'category_id': 1} | annotation 5 has a image_id that is not in the file: x",
                "{'id': 5, 'bbox': [1, 'x', 3, 4]} | line 3 is not as COCO's instances.json has it: .annotations[0].bbox[1]",
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

    private LabeledPictures read(Path from) {
        return LabeledPictures.read(PictureFolder.open(images), from, CLASSES);
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
