package dev.hawkeye.app.topics;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.topics.TopicAdmin;
import dev.hawkeye.site.topics.TopicCheck;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The common part of {@code topics create} and {@code topics check}. */
final class TopicsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ConfigOptions settings;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** The work of a command with the topics. */
    interface Work {
        TopicCheck with(TopicAdmin admin, HawkeyeConfig config) throws InterruptedException;
    }

    /**
     * Does the work and prints the result.
     *
     * @return exit code
     * @throws UserException when Kafka cannot be reached
     */
    int print(Work work) throws InterruptedException {
        Logs.warningsOnly();
        HawkeyeConfig config = settings.reader().read();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
            String cluster = admin.clusterId();
            TopicCheck check = work.with(admin, config);
            TopicReport report = TopicReport.of(String.valueOf(kafka.get("bootstrap.servers")), cluster, check);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            return check.fits() ? 0 : 1;
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, kafka)
                    .map(trouble -> (RuntimeException) new UserException(trouble.line(), e))
                    .orElse(e);
        }
    }
}
