package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.cameras.Videos;
import dev.hawkeye.vision.picture.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: files in, counts, events and keyframes out. */
@Timeout(180)
final class AnalyzeCommandIT {
    private static final int FRAMES = 45;

    @TempDir
    Path directory;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() throws IOException {
        model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        out = directory.resolve("out");
    }

    @Test
    void everyFrameOfEveryFileIsCountedOnce() throws IOException {
        // given: two files of one name, 4.5 s each, in two folders
        Path first = Files.createDirectory(directory.resolve("a"));
        Path second = Files.createDirectory(directory.resolve("b"));
        Videos.write(first.resolve("clip.mp4"), 320, 192, FRAMES, 10);
        Videos.write(second.resolve("clip.mp4"), 320, 192, FRAMES, 10);

        // when
        CommandLineRun run = analyze(first, second, "--every", "2", "--json", "--boxes", "jsonl,coco");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        JsonNode summary = summary();
        assertThat(summary.at("/cameras"))
                .extracting(camera -> camera.get("camera").asText())
                .containsExactlyInAnyOrder("clip", "clip-2");
        for (JsonNode camera : summary.at("/cameras")) {
            assertThat(camera.get("frames").asInt()).isEqualTo(23);
            assertThat(camera.at("/fates/DETECTED").asInt()).isEqualTo(23);
            assertThat(camera.at("/bytes/source").asLong()).isPositive();
        }
        assertThat(summary.at("/model/name").asText()).isEqualTo("blocks.onnx");
        assertThat(new ObjectMapper().readTree(String.join("\n", run.out()))).isEqualTo(summary);
        for (String camera : List.of("clip", "clip-2")) {
            List<JsonNode> pictures = lines("boxes/" + camera + ".jsonl");
            assertThat(pictures)
                    .extracting(picture -> picture.get("frame").asInt())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 23).map(i -> 2 * i).boxed().toList());
            assertThat(pictures)
                    .extracting(picture -> picture.get("file").asText())
                    .containsOnly((camera.equals("clip") ? first : second)
                            .resolve("clip.mp4")
                            .toString());
            assertThat(json("boxes/" + camera + ".json"))
                    .hasSize(pictures.stream()
                            .mapToInt(picture -> picture.get("objects").size())
                            .sum())
                    .isNotEmpty();
            assertThat(json("boxes/images/" + camera + ".json").get("images")).hasSize(23);
        }
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve(file))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(out.resolve(file).toFile());
    }

    @Test
    void theWindowsAddUpToTheDetections() throws IOException {
        // given: 25 s, so three windows of 10 s
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, 50, 2);
        Path settings = Files.writeString(directory.resolve("settings.yaml"), "camera-defaults: {max-width: 160}");

        // when: the detector sees it with half its width
        CommandLineRun run = analyze(video, "--boxes", "csv,mot", "--config", settings);

        // then
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("clip: 50 frames, "))
                .contains("results are in " + out + ", beginning with " + out.resolve("report.html"))
                .noneMatch(line -> line.contains("upload") || line.contains("camera"));
        JsonNode classes = summary().at("/cameras/0/classes");
        assertThat(classes.size()).isPositive();
        classes.properties().forEach(entry -> {
            List<Map<String, String>> windows = counts().stream()
                    .filter(row -> row.get("class").equals(entry.getKey()))
                    .toList();
            assertThat(windows.stream()
                            .mapToLong(row -> Long.parseLong(row.get("detections")))
                            .sum())
                    .as("detections of %s", entry.getKey())
                    .isEqualTo(entry.getValue().get("detections").asLong());
            assertThat(windows).extracting(row -> row.get("window_start")).doesNotHaveDuplicates();
        });
        assertThat(counts())
                .extracting(row -> row.get("window_start").substring(10))
                .containsAnyOf("T00:00:00Z", "T00:00:10Z", "T00:00:20Z")
                .isSorted();
        assertThat(counts()).extracting(row -> row.get("file")).containsOnly(video.toString());
        List<Map<String, String>> boxes = rows("boxes/clip.csv");
        classes.properties()
                .forEach(entry -> assertThat(boxes)
                        .filteredOn(row -> row.get("class").equals(entry.getKey()))
                        .hasSize(entry.getValue().get("detections").asInt()));
        assertThat(boxes).allSatisfy(row -> {
            assertThat(right(row)).isBetween(0.0, 320.01);
            assertThat(number(row, "y") + number(row, "height")).isBetween(0.0, 192.01);
            assertThat(number(row, "time_s")).isEqualTo(number(row, "frame") / 2);
        });
        // below where the small picture ended
        assertThat(boxes).anySatisfy(row -> assertThat(number(row, "y")).isGreaterThan(96));
        try (Stream<Path> files = Files.list(out.resolve("boxes/clip"))) {
            assertThat(files.mapToLong(AnalyzeCommandIT::lineCount).sum()).isEqualTo(boxes.size());
        }
    }

    private static double right(Map<String, String> row) {
        return number(row, "x") + number(row, "width");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static long lineCount(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyEventHasItsPictureAndNamesItsFile() throws IOException {
        // given: a file of which not one byte may be uploaded
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
        Path settings = Files.writeString(directory.resolve("settings.yaml"), "aggregator: {keyframe-budget: 0 B}");

        // when
        analyze(video, "--config", settings, "--start", "2026-05-01T08:00:00Z");

        // then
        List<JsonNode> events = lines("events.jsonl");
        int appeared = summary().at("/cameras/0/events").asInt();
        assertThat(appeared).isPositive();
        assertThat(events)
                .extracting(event -> event.path("kind").asText())
                .hasSize(2 * appeared)
                .filteredOn("LEFT"::equals)
                .hasSize(appeared);
        assertThat(summary().at("/cameras/0/keyframes").asInt()).isEqualTo(appeared);
        for (JsonNode event : events) {
            assertThat(event.has("keyframe"))
                    .as("a place in a Kafka that is gone")
                    .isFalse();
            String picture = event.path("picture").asText();
            assertThat(picture)
                    .matches("keyframes/clip-" + event.path("className").asText()
                            + "-2026-05-01T08000[0-4](-\\d+)?.jpg");
            assertThat(width(out.resolve(picture))).isEqualTo(320);
            assertThat(width(out.resolve(picture.replace(".jpg", "-crop.jpg")))).isPositive();
        }
        try (Stream<Path> pictures = Files.list(out.resolve("keyframes"))) {
            assertThat(pictures).hasSize(2 * appeared);
        }
        List<Map<String, String>> rows = rows("events.csv");
        assertThat(rows)
                .hasSize(appeared)
                .extracting(row -> Instant.parse(row.get("start")))
                .isSorted();
        for (Map<String, String> row : rows) {
            assertThat(row).containsEntry("camera", "clip").containsEntry("file", video.toString());
            assertThat(out.resolve(row.get("picture"))).exists();
            assertThat(out.resolve(row.get("crop"))).exists();
            assertThat(number(row, "confidence")).isBetween(0.5, 1.0);
            assertThat(Instant.parse(row.get("start")).plusMillis(Math.round(1000 * number(row, "duration_s"))))
                    .isEqualTo(Instant.parse(row.get("end")));
        }
        assertThat(Files.readString(out.resolve("report.html")))
                .contains(appeared + " event")
                .contains("data:image/jpeg;base64,");
    }

    /** A red block moves to the right by a cell of 32 pixels in two pictures, from 0 s at the left edge to 3.9 s at the right one. */
    @Test
    void anObjectIsToldOnceWithWhatItDidAtLinesAndInZones() throws IOException, CameraException {
        // given
        Path video = Videos.write(
                directory.resolve("clip.mp4"),
                640,
                384,
                40,
                10,
                recorder -> {},
                i -> imdecode(
                        new Mat(BlockPictures.jpeg(640, 384, List.of(BlockPictures.cell(Color.RED, i / 2, 5)))),
                        IMREAD_COLOR));

        // when: the line is drawn upward, so that who goes to the right crosses it to its right
        CommandLineRun run =
                analyze(video, "--line", "gate=0.52,1,0.52,0", "--zone", "end=0.7,0,1,0,1,1,0.7,1", "--video");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out())
                .anyMatch(line -> line.matches("clip +red +1 +40 +40 +1"))
                .contains("  line gate: 1 in (red 1), 0 out")
                .anyMatch(line -> line.matches("  zone end: 1 visit \\(red 1\\), 1\\.[12] s"));
        assertThat(summary().at("/cameras/0/classes/red/objects").asInt()).isOne();
        assertThat(rows("objects.csv"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(
                                Map.entry("object", "1"),
                                Map.entry("zones", "end"),
                                Map.entry("crossings", "gate:in")));
        assertThat(rows("crossings.csv"))
                .singleElement()
                .satisfies(row -> assertThat(number(row, "time_s")).isBetween(1.9, 2.0));
        assertThat(rows("visits.csv")).singleElement().satisfies(row -> {
            assertThat(number(row, "time_s")).isBetween(2.7, 2.8);
            assertThat(row.get("exited")).endsWith("T00:00:03.900Z");
        });
        assertTracksAreThoseOfTheObjects("clip");
        assertClipShowsTheBlock(out.resolve("video/clip.mp4"));
    }

    private void assertTracksAreThoseOfTheObjects(String camera) throws IOException {
        Map<String, Long> boxes = Files.readAllLines(out.resolve("tracks/" + camera + ".csv")).stream()
                .collect(Collectors.groupingBy(line -> line.split(",", -1)[1], Collectors.counting()));
        assertThat(rows("objects.csv"))
                .hasSameSizeAs(boxes.keySet())
                .allSatisfy(row -> assertThat(boxes.get(row.get("object")))
                        .as("boxes of object " + row.get("object"))
                        .isEqualTo(Long.parseLong(row.get("sightings"))));
    }

    private static void assertClipShowsTheBlock(Path clip) throws CameraException {
        try (FrameSource source = new FFmpegSource(
                new SourceAddress(clip.toString(), SourceKind.FILE, Duration.ofSeconds(10)), 1, new StopSignal())) {
            source.open();
            for (int i = 0; i < 40; i++) {
                assertThat(source.next()).as("picture " + i).isTrue();
                assertThat(source.micros()).isEqualTo(i * 100_000L);
                BufferedImage picture = Raster.copy(source.picture(0), null);
                int left = 32 * (i / 2);
                assertThat(redness(picture, left + 16, 172))
                        .as("block of picture " + i)
                        .isGreaterThan(150);
                if (i >= 4 && i < 36) {
                    assertThat(Math.abs(redness(picture, left + 16, 192) - redness(picture, left + 16, 210)))
                            .as("lower edge of its box in picture " + i)
                            .isGreaterThan(25);
                }
            }
            assertThat(source.next()).isFalse();
        }
    }

    private static int redness(BufferedImage picture, int x, int y) {
        java.awt.Color color = new java.awt.Color(picture.getRGB(x, y));
        return color.getRed() - color.getGreen();
    }

    @Test
    void aVideoWithoutAPlaceAndALineWithoutPointsAreRefusedInOneLine() throws IOException {
        // given
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, 5, 10);

        // when
        CommandLineRun homeless = CommandLineRun.of("analyze", "--model", model.toString(), "clip.mp4", "--video");
        CommandLineRun pixels = analyze(video, "--line", "gate=0,0,640,360");

        // then
        assertThat(homeless.exitCode()).isEqualTo(2);
        assertThat(homeless.err()).singleElement().asString().contains("--video requires --out DIR");
        assertThat(pixels.exitCode()).isEqualTo(2);
        assertThat(pixels.err()).singleElement().asString().contains("--line: ", "divide pixels");
    }

    @Test
    void boxesWithoutAPlaceAreRefusedInOneLine() throws IOException {
        // when
        CommandLineRun run = CommandLineRun.of("analyze", "--model", model.toString(), "clip.mp4", "--boxes", "csv");

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--out DIR");
    }

    private static int width(Path file) {
        try (Mat picture = imread(file.toString())) {
            return picture.cols();
        }
    }

    @Test
    void aFileThatIsNoVideoIsRefusedInOneLine() throws IOException {
        // given
        Path text = Files.writeString(directory.resolve("notes.mp4"), "not a video at all");

        // when
        CommandLineRun run = analyze(text);

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("notes.mp4");
    }

    @Test
    void aFileThatIsCutOffIsCountedAsFarAsItGoesAndOneThatIsNoVideoIsLeftOut() throws IOException {
        // given
        Path whole = Videos.write(directory.resolve("whole.mp4"), 320, 192, FRAMES, 10);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(directory.resolve("notes.mp4"), "not a video at all");
        Path none = directory.resolve("none.mp4");

        // when: one of three is a video, and written as an address; what an earlier analysis left is gone
        Files.createDirectories(out.resolve("keyframes"));
        Path earlier = Files.write(out.resolve("keyframes").resolve("earlier.jpg"), new byte[1]);
        Path foreign = Files.write(out.resolve("keyframes").resolve("chosen.jpg"), new byte[1]);
        Files.writeString(out.resolve(".hawkeye-files"), "keyframes/earlier.jpg\n../whole.mp4\n");
        CommandLineRun run = analyze(text, cut.toUri(), none);

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .filteredOn(line -> line.startsWith("hawkeye: "))
                .satisfiesExactly(
                        line -> assertThat(line).contains("notes.mp4", "the other videos are analyzed"),
                        line -> assertThat(line).contains("none.mp4", "the other videos are analyzed"),
                        line -> assertThat(line).startsWith("hawkeye: cut: "),
                        line -> assertThat(line).contains("2 of 3 videos were skipped"));
        assertThat(summary().at("/cameras/0/frames").asInt()).isBetween(1, FRAMES - 1);
        assertThat(summary().at("/problems"))
                .extracting(JsonNode::asText)
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("notes.mp4"),
                        problem -> assertThat(problem).contains("none.mp4"),
                        problem -> assertThat(problem).startsWith("cut: "));
        assertThat(earlier).doesNotExist();
        assertThat(foreign).exists();
        assertThat(whole).exists();
    }

    @Test
    void anAnalysisThatNeverBeginsLeavesTheEarlierResults() throws IOException {
        // given
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, 5, 10);
        Path picture = Files.createDirectories(out.resolve("keyframes")).resolve("earlier.jpg");
        Files.write(picture, BlockPictures.plain(320, 192, 80));
        Files.writeString(out.resolve("counts.csv"), "rows");
        Files.writeString(out.resolve(".hawkeye-files"), "keyframes/earlier.jpg\ncounts.csv\n");

        // when
        CommandLineRun misspelt = analyze(video, "--classes", "persn");
        CommandLineRun ofItsOwn = analyze(out.resolve("keyframes"));

        // then
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(ofItsOwn.exitCode()).isEqualTo(2);
        assertThat(ofItsOwn.err()).singleElement().asString().contains("earlier analysis", "choose another directory");
        assertThat(picture).exists();
        assertThat(out.resolve("counts.csv")).content().isEqualTo("rows");
    }

    @Test
    void aPlaceForTheResultsThatIsAFileIsRefusedInOneLine() throws IOException {
        // given
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, 5, 10);
        Files.writeString(out, "a file");

        // when
        CommandLineRun run = analyze(video);

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(out.toString());
    }

    @Test
    void aModelThatIsNoOnnxIsRefusedInOneLine() throws IOException {
        // given
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, 5, 10);
        Files.writeString(model, "not a model");

        // when
        CommandLineRun run = analyze(video);

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .filteredOn(line -> line.startsWith("hawkeye: "))
                .singleElement()
                .asString()
                .contains("ONNX");
    }

    /**
     * An independent implementation (OpenCV decoding, 640 rectangle letterbox, conf 0.25, IoU 0.7, each box in its best
     * class) counted so many in these 54 frames.
     */
    @Test
    void theCountsOfARealVideoAgreeWithAnIndependentImplementation() throws IOException {
        // given
        String data = System.getenv("HAWKEYE_DATA");
        assumeTrue(data != null, "HAWKEYE_DATA is not set: no real video to count in");
        model = Path.of(data, "models", "yolov8n_dynamic.onnx");

        // when
        CommandLineRun run = analyze(Path.of(data, "videos", "cars-720p.mp4"), "--every", "5", "--boxes", "csv");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        JsonNode camera = summary().at("/cameras/0");
        assertThat(camera.get("frames").asInt()).isEqualTo(54);
        assertThat(camera.at("/classes/car/detections").asDouble()).isCloseTo(302, withPercentage(5));
        assertThat(camera.at("/classes/truck/detections").asDouble()).isCloseTo(78, withPercentage(5));
        assertThat(camera.at("/classes/bus/detections").asDouble()).isCloseTo(24, withPercentage(20));
        assertThat(camera.at("/classes/person/detections").asDouble()).isCloseTo(23, withPercentage(20));
        assertThat(rows("boxes/cars-720p.csv"))
                .filteredOn(row -> row.get("class").equals("car"))
                .hasSize(camera.at("/classes/car/detections").asInt())
                .allSatisfy(row -> assertThat(number(row, "frame") % 5).isZero());
        assertTracksAreThoseOfTheObjects("cars-720p");
    }

    private CommandLineRun analyze(Object... videosAndOptions) {
        Stream<String> fixed = Stream.of("analyze", "--model", model.toString(), "--out", out.toString());
        return CommandLineRun.of(
                Stream.concat(fixed, Stream.of(videosAndOptions).map(Object::toString))
                        .toArray(String[]::new));
    }

    private JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    }

    private List<Map<String, String>> counts() {
        return rows("counts.csv");
    }

    private List<Map<String, String>> rows(String file) {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(out.resolve(file).toFile())) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
