package dev.hawkeye.app.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code hawkeye topics} prints; the names are those of the JSON.
 *
 * @param kafka its address as it was given
 * @param fits whether all is as it must be
 * @param topics on every requirement, in the order of the way of a frame
 */
record TopicReport(String kafka, String cluster, boolean fits, List<Verdict> topics) {
    private static final String BETWEEN = "  ";
    private static final List<String> HEAD = List.of("topic", "setting", "as configured", "as it is");

    TopicReport {
        topics = List.copyOf(topics);
    }

    static TopicReport of(String kafka, String cluster, TopicCheck check) {
        return new TopicReport(kafka, cluster, check.fits(), check.verdicts());
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
        int[] widths = widths();
        print(out, widths, HEAD, "verdict");
        String before = "";
        for (Verdict verdict : topics) {
            String topic = verdict.topic();
            print(out, widths, cells(topic.equals(before) ? "" : topic, verdict), words(verdict));
            before = topic;
        }
        out.println();
        long wrong =
                topics.stream().filter(verdict -> !verdict.level().isGood()).count();
        out.println(fits ? "All topics fit." : wrong + " of " + topics.size() + " settings do not fit.");
    }

    private static List<String> cells(String topic, Verdict verdict) {
        return List.of(topic, verdict.setting(), verdict.configured(), verdict.actual());
    }

    private static String words(Verdict verdict) {
        return verdict.remark().isEmpty() ? verdict.level().toString() : verdict.level() + ": " + verdict.remark();
    }

    private int[] widths() {
        int[] widths = HEAD.stream().mapToInt(String::length).toArray();
        for (Verdict verdict : topics) {
            List<String> cells = cells(verdict.topic(), verdict);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        return widths;
    }

    private static void print(PrintWriter out, int[] widths, List<String> cells, String verdict) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s", cells.get(i)))
                    .append(BETWEEN);
        }
        out.println(line.append(verdict).toString().stripTrailing());
    }
}
