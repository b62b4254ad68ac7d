package dev.hawkeye.analyze.boxes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a line per analyzed picture, including those without objects. */
final class JsonLinesBoxes implements BoxWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer lines;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String camera,
            String file,
            long frame,
            @JsonProperty("time_s") double seconds,
            int width,
            int height,
            @JsonProperty("error") String failure,
            List<Item> objects) {}

    private record Item(
            @JsonProperty("class") String className,
            @JsonProperty("class_id") int classId,
            double confidence,
            double x,
            double y,
            double width,
            double height) {}

    JsonLinesBoxes(Path file) throws IOException {
        lines = Files.newBufferedWriter(file);
    }

    @Override
    public void write(SeenPicture picture) throws IOException {
        Line line = new Line(
                picture.camera(),
                picture.file(),
                picture.frame(),
                picture.seconds(),
                picture.width(),
                picture.height(),
                picture.failure(),
                picture.boxes().stream().map(JsonLinesBoxes::item).toList());
        lines.write(JSON.writeValueAsString(line));
        lines.write('\n');
    }

    private static Item item(FoundBox box) {
        return new Item(box.className(), box.classId(), box.confidence(), box.x(), box.y(), box.width(), box.height());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
