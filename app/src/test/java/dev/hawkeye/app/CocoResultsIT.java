package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.models.coco.CocoEvaluator;
import dev.hawkeye.models.coco.LabeledPicture;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code analyze --boxes coco} writes is what COCO's own tools score. */
@Timeout(600)
class CocoResultsIT {

    @TempDir
    Path directory;

    private final Map<Long, List<Box>> boxes = new HashMap<>();
    private final Map<Long, JsonNode> images = new HashMap<>();
    private final List<String> classes = new ArrayList<>();

    /** pycocotools gave 0.4399 for this model on these pictures, with the same limits. */
    @Test
    void theResultFileScoresAsTheModelDoes() throws IOException {
        // given
        String data = System.getenv("HAWKEYE_DATA");
        assumeTrue(data != null, "HAWKEYE_DATA is not set: no labeled pictures to score");
        Path pictures = Path.of(data, "coco", "images", "val2017");
        Path config = Files.writeString(
                directory.resolve("limits.yaml"),
                "detector: {confidence: 0.001, multi-label: true, max-detections: 300}");

        // when
        CommandLineRun run = CommandLineRun.of(
                "analyze",
                pictures.toString(),
                "--model",
                Path.of(data, "models", "yolov8n_dynamic.onnx").toString(),
                "--out",
                directory.toString(),
                "--config",
                config.toString(),
                "--jpeg-quality",
                "100",
                "--boxes",
                "coco");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        read();
        assertThat(score(pictures, Path.of(data, "coco", "labels", "val2017"))).isCloseTo(0.4399, within(0.01));
    }

    private void read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode meaning =
                json.readTree(directory.resolve("boxes/images/val2017.json").toFile());
        meaning.get("images").forEach(image -> images.put(image.get("id").asLong(), image));
        Map<Integer, Integer> classOf = new HashMap<>();
        for (JsonNode category : meaning.get("categories")) {
            classOf.put(category.get("id").asInt(), classes.size());
            classes.add(category.get("name").asText());
        }
        for (JsonNode result :
                json.readTree(directory.resolve("boxes/val2017.json").toFile())) {
            float x = (float) result.at("/bbox/0").asDouble();
            float y = (float) result.at("/bbox/1").asDouble();
            boxes.computeIfAbsent(result.get("image_id").asLong(), id -> new ArrayList<>())
                    .add(new Box(
                            classOf.get(result.get("category_id").asInt()),
                            (float) result.get("score").asDouble(),
                            x,
                            y,
                            x + (float) result.at("/bbox/2").asDouble(),
                            y + (float) result.at("/bbox/3").asDouble()));
        }
    }

    private double score(Path pictures, Path labels) {
        CocoEvaluator evaluator = new CocoEvaluator();
        List<LabeledPicture> labeled = LabeledPictures.read(PictureFolder.open(pictures), labels, classes)
                .pictures();
        assertThat(images).hasSize(labeled.size());
        for (LabeledPicture picture : labeled) {
            String name = picture.file().getFileName().toString();
            long id = Long.parseLong(name.replace(".jpg", ""));
            JsonNode image = images.get(id);
            assertThat(image.get("file_name").asText()).isEqualTo(name);
            evaluator.add(
                    picture.objects(
                            image.get("width").asInt(), image.get("height").asInt()),
                    boxes.getOrDefault(id, List.of()));
        }
        return evaluator.score().map().orElseThrow();
    }
}
