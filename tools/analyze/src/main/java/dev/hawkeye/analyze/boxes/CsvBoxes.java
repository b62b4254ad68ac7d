package dev.hawkeye.analyze.boxes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.counts.csv.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a row per box. */
final class CsvBoxes implements BoxWriter {
    private static final CsvMapper CSV = Csv.mapper();

    private final SequenceWriter rows;

    @JsonPropertyOrder({
        "camera",
        "file",
        "frame",
        "time_s",
        "class",
        "class_id",
        "confidence",
        "x",
        "y",
        "width",
        "height"
    })
    private record Row(
            @JsonProperty("camera") String camera,
            @JsonProperty("file") String file,
            @JsonProperty("frame") long frame,
            @JsonProperty("time_s") double seconds,
            @JsonProperty("class") String className,
            @JsonProperty("class_id") int classId,
            @JsonProperty("confidence") double confidence,
            @JsonProperty("x") double x,
            @JsonProperty("y") double y,
            @JsonProperty("width") double width,
            @JsonProperty("height") double height) {}

    CsvBoxes(Path file) throws IOException {
        rows = CSV.writer(CSV.schemaFor(Row.class).withHeader()).writeValues(Files.newBufferedWriter(file));
    }

    @Override
    public void write(SeenPicture picture) throws IOException {
        for (FoundBox box : picture.boxes()) {
            rows.write(new Row(
                    picture.camera(),
                    picture.file(),
                    picture.frame(),
                    picture.seconds(),
                    box.className(),
                    box.classId(),
                    box.confidence(),
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height()));
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
