package dev.hawkeye.app.analyze;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.app.RecordJson;
import dev.hawkeye.app.UserException;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of {@code --out}: summary.json, counts.csv, events.jsonl and keyframes/*.jpg. Counts and pictures are written as
 * they come; events in the end, when the picture of each is there. Used by one thread, from {@link #open} to {@link
 * #close()}.
 */
final class OutputDirectory implements Output {
    private static final String KEYFRAMES = "keyframes";
    private static final CsvMapper CSV = new CsvMapper();

    private final Path directory;
    private final SequenceWriter counts;
    private final EventPictures pictures;
    private final List<Event> happened = new ArrayList<>();

    private OutputDirectory(Path directory, SequenceWriter counts) {
        this.directory = directory;
        this.counts = counts;
        this.pictures = new EventPictures(directory.resolve(KEYFRAMES));
    }

    /**
     * Makes the directory if it is missing; files of an earlier analysis are replaced.
     *
     * @throws IOException when it cannot be written
     */
    static OutputDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(KEYFRAMES));
        SequenceWriter counts = CSV.writer(CSV.schemaFor(CountRow.class).withHeader())
                .writeValues(Files.newBufferedWriter(directory.resolve("counts.csv")));
        return new OutputDirectory(directory, counts);
    }

    @Override
    public void window(WindowCount count) {
        write(() -> counts.write(CountRow.of(count)));
    }

    @Override
    public void event(Event event) {
        happened.add(event);
    }

    @Override
    public void keyframe(Keyframe keyframe) {
        write(() -> pictures.write(keyframe));
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
            try (Writer events = Files.newBufferedWriter(directory.resolve("events.jsonl"))) {
                for (Event event : happened) {
                    events.append(line(event)).append('\n');
                }
            }
        });
    }

    /** With the picture's file instead of its frame's place in a Kafka that is gone. */
    private String line(Event event) {
        ObjectNode line = RecordJson.fields(event);
        line.remove("keyframe");
        line.put(
                "picture",
                pictures.of(event.getId()).map(name -> KEYFRAMES + "/" + name).orElse(null));
        return line.toString();
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
