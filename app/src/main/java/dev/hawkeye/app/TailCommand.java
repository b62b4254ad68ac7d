package dev.hawkeye.app;

import dev.hawkeye.app.config.ConfigReader;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.app.registry.LocalRegistry;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
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
        description = "Prints the records of one of our topics, one JSON line each, without the bytes of pictures.",
        footer = {"", "Without options it reads from a `hawkeye run` on this machine."})
final class TailCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    @Parameters(
            paramLabel = "TOPIC",
            description =
                    "frames, detections, counts, events, keyframes, cloud.counts, cloud.keyframes, camera-status, frames.dlq"
                            + " or detections.dlq.")
    private String topic;

    @Option(names = "--from-beginning", description = "Also what is in the topic already; otherwise only what comes.")
    private boolean fromBeginning;

    @Option(names = "--camera", paramLabel = "ID", description = "Only this camera.")
    private String camera;

    @Option(names = "--limit", paramLabel = "N", description = "End after so many lines.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Where Kafka is.")
    private String kafka;

    @Option(names = "--registry", paramLabel = "URL", description = "Where the schema registry is.")
    private String registryUrl;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HawkeyeConfig config = config();
        OurTopic named = OurTopic.named(topic, config.topics().topics());
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> registryProperties = LocalRegistry.seenFromOutside(config);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                SchemaRegistry registry = SchemaRegistry.connect(registryProperties);
                TopicReader reader = TopicReader.open(config.kafka(), named.name(), fromBeginning)) {
            RecordLines lines = new RecordLines(named, registry);
            long left = limit;
            while (left > 0 && !shutdown.requested()) {
                left = print(reader, lines, out, left);
            }
        } catch (RegistryException e) {
            throw new UserException(
                    "the schema registry at " + SchemaRegistry.shownAddress(registryProperties) + " cannot be asked ("
                            + e.getMessage() + "): start it there, or name another with --registry URL",
                    e);
        }
        return 0;
    }

    /** @return lines that may still be printed; 0 also when nobody reads them any more */
    private long print(TopicReader reader, RecordLines lines, PrintWriter out, long limit) {
        long left = limit;
        for (var record : reader.poll()) {
            if (left > 0 && (camera == null || OurTopic.isOf(camera, record.key()))) {
                out.println(lines.line(record));
                left--;
            }
        }
        // picocli's writer does not pass on that standard output is a closed pipe.
        return out.checkError() || System.out.checkError() ? 0 : left;
    }

    private HawkeyeConfig config() {
        ConfigReader reader = settings.reader();
        if (kafka != null) {
            reader.set(BootstrapServers.KEY, kafka, "--kafka");
        }
        if (registryUrl != null) {
            reader.set("registry." + SchemaRegistry.URL, registryUrl, "--registry");
        }
        return reader.read();
    }
}
