package dev.hawkeye.app.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.site.topics.TopicCheck;
import dev.hawkeye.site.topics.TopicVerdict;
import java.io.PrintWriter;
import java.util.List;

/**
 * The output of {@code hawkeye topics}; the component names are those of the JSON.
 *
 * @param kafka address of Kafka, as given
 * @param fits whether every topic meets its requirements
 * @param topics one verdict per requirement, in pipeline order
 */
record TopicReport(String kafka, String cluster, boolean fits, List<TopicVerdict> topics) {

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
        Table table = Table.of("topic", "setting", "as configured", "actual", "verdict");
        String before = "";
        for (TopicVerdict verdict : topics) {
            String topic = verdict.topic();
            table.row(
                    topic.equals(before) ? "" : topic,
                    verdict.setting(),
                    verdict.configured(),
                    verdict.actual(),
                    words(verdict));
            before = topic;
        }
        table.print(out);
        out.println();
        long wrong =
                topics.stream().filter(verdict -> !verdict.level().isGood()).count();
        out.println(fits ? "All topics fit." : wrong + " of " + topics.size() + " settings do not fit.");
    }

    private static String words(TopicVerdict verdict) {
        return verdict.remark().isEmpty() ? verdict.level().toString() : verdict.level() + ": " + verdict.remark();
    }
}
