package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("thorough")
class SyntheticStreetIT {
    @TempDir
    Path directory;

    @Test
    void writesPicturesAndWhatIsInThemAsCocoHasIt() throws IOException {
        CommandLineRun run = street("--format", "coco");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(files("images")).containsExactly("000001.jpg", "000002.jpg");
        JsonNode json =
                new ObjectMapper().readTree(out().resolve("instances.json").toFile());
        assertThat(json.at("/images/1/file_name").asText()).isEqualTo("000002.jpg");
        assertThat(json.at("/annotations")).isNotEmpty();
        LabeledPictures read = LabeledPictures.read(
                PictureFolder.open(out().resolve("images")),
                out().resolve("instances.json"),
                List.of("person", "bicycle", "car", "bus", "truck"));
        assertThat(read.pictures()).hasSize(2);
        assertThat(read.remarks()).isEmpty();
    }

    @Test
    void writesTheSameInAllThreeFormats() throws IOException {
        List<String> coco = new ArrayList<>();
        List<String> mot = new ArrayList<>();
        List<String> yolo = new ArrayList<>();

        street("--format", "coco");
        new ObjectMapper()
                .readTree(out().resolve("instances.json").toFile())
                .at("/annotations")
                .forEach(annotation -> {
                    JsonNode box = annotation.at("/bbox");
                    coco.add(line(
                            annotation.at("/image_id").asInt(),
                            box.get(0).asDouble(),
                            box.get(1).asDouble(),
                            box.get(2).asDouble(),
                            box.get(3).asDouble()));
                });
        directory = directory.resolve("mot");
        street("--format", "mot");
        for (String line : Files.readAllLines(out().resolve("gt/gt.txt"))) {
            List<String> cells = List.of(line.split(",", -1));
            assertThat(cells).hasSize(9);
            mot.add(line(
                    Integer.parseInt(cells.get(0)),
                    Double.parseDouble(cells.get(2)) - 1,
                    Double.parseDouble(cells.get(3)) - 1,
                    Double.parseDouble(cells.get(4)),
                    Double.parseDouble(cells.get(5))));
        }
        directory = directory.resolve("yolo");
        street("--format", "yolo");
        for (int picture = 1; picture <= 2; picture++) {
            for (String line : Files.readAllLines(out().resolve("labels/00000" + picture + ".txt"))) {
                List<String> cells = List.of(line.split(" ", -1));
                double width = Double.parseDouble(cells.get(3)) * 1280;
                double height = Double.parseDouble(cells.get(4)) * 720;
                yolo.add(line(
                        picture,
                        Double.parseDouble(cells.get(1)) * 1280 - width / 2,
                        Double.parseDouble(cells.get(2)) * 720 - height / 2,
                        width,
                        height));
            }
        }

        assertThat(coco).isNotEmpty();
        assertThat(mot).isEqualTo(coco);
        assertThat(yolo).isEqualTo(coco);
    }

    @Test
    void writesBoxesWithNoiseBesideTheTruthForTrackers() throws IOException {
        street("--format", "mot");

        CommandLineRun run = CommandLineRun.of(
                "track",
                "evaluate",
                out().resolve("gt/gt.txt").toString(),
                out().resolve("det/det.txt").toString(),
                "--fps",
                "2");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(Files.readAllLines(out().resolve("det/det.txt")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(8));
    }

    private static String line(int picture, double... box) {
        StringBuilder line = new StringBuilder().append(picture);
        for (double side : box) {
            line.append(' ').append(Math.round(side));
        }
        return line.toString();
    }

    @Test
    void writesTheSameFilesForTheSameOptions() throws IOException {
        street();
        byte[] first = Files.readAllBytes(out().resolve("images/000002.jpg"));
        directory = directory.resolve("again");
        street();
        assertThat(Files.readAllBytes(out().resolve("images/000002.jpg"))).isEqualTo(first);
    }

    @Test
    void leavesAFolderWithFilesInItAlone() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("mine.txt"), "mine");

        CommandLineRun run = street();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsExactly("hawkeye: --out must be a new or empty folder, got one with files in it: " + out());
        assertThat(files("")).containsExactly("mine.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fps | 31 | hawkeye: --fps must be a whole number from 1 to 30, got: 31",
                "--seconds | 0 | hawkeye: --seconds must be at least 1, got: 0",
                "--weather | snow | hawkeye: --weather must be day, dusk or rain, got: snow"
            })
    void namesTheOptionThatIsWrong(String option, String value, String message) {
        CommandLineRun run = CommandLineRun.of("synthetic", "street", "--out", out().toString(), option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).containsExactly(message);
        assertThat(out()).doesNotExist();
    }

    private Path out() {
        return directory.resolve("out");
    }

    private CommandLineRun street(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("synthetic", "street", "--seconds", "1", "--fps", "2", "--out", out().toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private List<String> files(String folder) throws IOException {
        try (var entries = Files.list(out().resolve(folder))) {
            return entries.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
