package dev.hawkeye.app.tail;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.registry.LocalRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = "Prints the records of a topic, one JSON object per line, without picture bytes.",
        footer = {"", "By default reads from a `hawkeye run` on this machine."})
public final class TailCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    @Parameters(
            paramLabel = "TOPIC",
            description =
                    "Topic: frames, detections, counts, events, keyframes, cloud.counts, cloud.keyframes, camera-status,"
                            + " commands, command-results,"
                            + " frames.dlq, detections.dlq or notify.dlq.")
    private String topic;

    @Option(names = "--from-beginning", description = "Start at the oldest record instead of the next new one.")
    private boolean fromBeginning;

    @Option(names = "--camera", paramLabel = "ID", description = "Print only records of this camera.")
    private String camera;

    @Option(names = "--limit", paramLabel = "N", description = "Exit after N records.")
    private long limit = Long.MAX_VALUE;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HawkeyeConfig config = site.config();
        OurTopic named = OurTopic.named(topic, config.topics().topics());
        PrintWriter out = spec.commandLine().getOut();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                SchemaRegistry registry = SchemaRegistry.connect(registry(config, named.name()));
                TopicTail reader = TopicTail.open(config.kafka(), named.name(), fromBeginning)) {
            RecordLines lines = new RecordLines(named, registry);
            long left = limit;
            while (left > 0 && !shutdown.requested()) {
                left = print(named, reader, lines, out, left);
            }
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e);
        }
        return 0;
    }

    private static Map<String, String> registry(HawkeyeConfig config, String name) {
        return config.cloud().hasRegistry() && config.topics().topics().isOfCloud(name)
                ? config.cloud().registry()
                : LocalRegistry.seenFromOutside(config);
    }

    /** @return number of lines that may still be printed; 0 if standard output is closed */
    private long print(OurTopic named, TopicTail reader, RecordLines lines, PrintWriter out, long limit) {
        long left = limit;
        for (var record : reader.poll()) {
            if (left > 0 && (camera == null || named.isOf(camera, record.key()))) {
                out.println(lines.line(record));
                left--;
            }
        }
        // picocli's writer does not report that standard output is a closed pipe.
        return out.checkError() || System.out.checkError() ? 0 : left;
    }
}
