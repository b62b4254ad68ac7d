package dev.hawkeye.app.analyze;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.app.RecordJson;
import dev.hawkeye.app.UserException;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.vision.Box;
import dev.hawkeye.vision.BoxPainter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files of {@code --out}: summary.json, counts.csv, events.jsonl and keyframes/*.jpg with the boxes drawn. Rows are
 * written as they come. Used by one thread, from {@link #open} to {@link #close()}.
 */
final class OutputDirectory implements Output {
    private static final int JPEG_QUALITY = 90;
    private static final CsvMapper CSV = new CsvMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final SequenceWriter counts;
    private final Writer events;

    private OutputDirectory(Path directory, SequenceWriter counts, Writer events) {
        this.directory = directory;
        this.counts = counts;
        this.events = events;
    }

    /**
     * Makes the directory if it is missing; files of an earlier analysis are replaced.
     *
     * @throws IOException when it cannot be written
     */
    static OutputDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("keyframes"));
        SequenceWriter counts = CSV.writer(CSV.schemaFor(CountRow.class).withHeader())
                .writeValues(Files.newBufferedWriter(directory.resolve("counts.csv")));
        return new OutputDirectory(directory, counts, Files.newBufferedWriter(directory.resolve("events.jsonl")));
    }

    @Override
    public void window(WindowCount count) {
        write(() -> counts.write(CountRow.of(count)));
    }

    @Override
    public void event(Event event) {
        write(() -> events.append(RecordJson.of(event)).append('\n'));
    }

    @Override
    public void keyframe(Keyframe keyframe) {
        List<Box> boxes = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (DetectedObject object : keyframe.getObjects()) {
            boxes.add(new Box(
                    object.getClassId(),
                    object.getConfidence(),
                    object.getX1(),
                    object.getY1(),
                    object.getX2(),
                    object.getY2()));
            labels.add(object.getClassName());
        }
        byte[] painted = BoxPainter.paint(bytes(keyframe.getJpeg()), boxes, labels, JPEG_QUALITY);
        write(() -> Files.write(directory.resolve("keyframes").resolve(name(keyframe)), painted));
    }

    /** Sorts by camera and time; the event's id keeps two of one moment apart. */
    private static String name(Keyframe keyframe) {
        Instant time = keyframe.getCaptureTime();
        String className = keyframe.getClassName().replaceAll("[^A-Za-z0-9._-]", "-");
        return keyframe.getCamera() + "_" + TIME.format(time) + "_" + className + "_"
                + keyframe.getEvent().substring(0, 8) + ".jpg";
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void summary(Summary summary) {
        write(() -> new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("summary.json").toFile(), summary));
    }

    @Override
    public void close() {
        write(() -> {
            counts.close();
            events.close();
        });
    }

    private interface Write {
        void run() throws IOException;
    }

    private void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UserException(
                    "--out " + directory + " cannot be written (" + e.getMessage()
                            + "): free space there, or choose another directory",
                    e);
        }
    }
}
