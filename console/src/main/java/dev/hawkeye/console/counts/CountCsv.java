package dev.hawkeye.console.counts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.csv.CountRow;
import dev.hawkeye.counts.csv.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Writes windows as CSV in the order in which they arrive, one row for each window and class. A window in which nothing
 * was seen has a row without a class. Not thread-safe.
 */
public final class CountCsv {
    private static final CsvMapper MAPPER = Csv.mapper();

    private final SequenceWriter rows;
    private final ZoneId zone;
    private final Set<String> classes;

    @JsonPropertyOrder({"count", "frames_shed", "frames_failed", "final", "objects", "new_objects"})
    private record Row(
            @JsonUnwrapped CountRow count,
            @JsonProperty("frames_shed") long framesShed,
            @JsonProperty("frames_failed") long framesFailed,
            @JsonProperty("final") boolean isFinal,
            long objects,
            @JsonProperty("new_objects") long newObjects) {}

    /**
     * Writes the header.
     *
     * @param zone time zone of the times, each with its offset
     * @param classes the classes to include; empty for all
     */
    public CountCsv(OutputStream out, ZoneId zone, Set<String> classes) throws IOException {
        this.zone = zone;
        this.classes = classes;
        this.rows = MAPPER.writer(MAPPER.schemaFor(Row.class).withHeader().withLineSeparator("\r\n"))
                .writeValues(out);
    }

    public void add(String camera, CountWindow window) throws IOException {
        boolean any = false;
        for (ClassCount count : window.classes()) {
            if (classes.isEmpty() || classes.contains(count.className())) {
                rows.write(row(camera, window, count));
                any = true;
            }
        }
        if (!any) {
            rows.write(row(camera, window, new ClassCount("", 0, 0, 0, 0)));
        }
    }

    public void finish() throws IOException {
        rows.flush();
    }

    private Row row(String camera, CountWindow window, ClassCount count) {
        CountRow shared = new CountRow(
                time(window.start()),
                time(window.end()),
                camera,
                count.className(),
                window.framesAnalysed(),
                count.framesWith(),
                count.detections(),
                count.mean(),
                count.peak());
        return new Row(
                shared,
                window.framesShed(),
                window.framesFailed(),
                window.isFinal(),
                count.objects(),
                count.newObjects());
    }

    private String time(long millis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).atZone(zone));
    }
}
