package dev.hawkeye.app.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code hawkeye topics} prints.
 *
 * @param kafka its address as it was given
 * @param fits whether all is as it must be
 */
record TopicReport(String kafka, String cluster, boolean fits, List<Row> topics) {
    private static final String BETWEEN = "  ";

    /** One requirement; the names are those of the JSON. */
    record Row(String topic, String setting, String configured, String actual, String state, String remark) {
        private static Row of(Verdict verdict) {
            return new Row(
                    verdict.topic(),
                    verdict.setting(),
                    verdict.configured(),
                    verdict.actual(),
                    verdict.level().toString(),
                    verdict.remark());
        }

        private String verdict() {
            return remark.isEmpty() ? state : state + ": " + remark;
        }
    }

    TopicReport {
        topics = List.copyOf(topics);
    }

    static TopicReport of(String kafka, String cluster, TopicCheck check) {
        return new TopicReport(
                kafka,
                cluster,
                check.fits(),
                check.verdicts().stream().map(Row::of).toList());
    }

    String json() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void print(PrintWriter out) {
        out.println("Kafka at " + kafka + ", cluster " + cluster);
        out.println();
        Row head = new Row("topic", "setting", "as configured", "as it is", "verdict", "");
        int[] widths = {
            width(head, Row::topic), width(head, Row::setting), width(head, Row::configured), width(head, Row::actual)
        };
        print(out, widths, head, head.topic());
        String before = "";
        for (Row row : topics) {
            print(out, widths, row, row.topic().equals(before) ? "" : row.topic());
            before = row.topic();
        }
        out.println();
        long wrong = topics.stream().filter(row -> isWrong(row.state())).count();
        out.println(fits ? "All topics fit." : wrong + " of " + topics.size() + " settings do not fit.");
    }

    private static boolean isWrong(String state) {
        return !state.equals(Level.FITS.toString()) && !state.equals(Level.TO_COME.toString());
    }

    private int width(Row head, Function<Row, String> cell) {
        return Stream.concat(Stream.of(head), topics.stream())
                .mapToInt(row -> cell.apply(row).length())
                .max()
                .orElse(0);
    }

    private static void print(PrintWriter out, int[] widths, Row row, String topic) {
        String[] cells = {topic, row.setting(), row.configured(), row.actual()};
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s", cells[i]))
                    .append(BETWEEN);
        }
        out.println(line.append(row.verdict()).toString().stripTrailing());
    }
}
