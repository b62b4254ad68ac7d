package dev.hawkeye.site.reset;

import dev.hawkeye.aggregator.AggregatorTopology;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.ServiceKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams applications of a site, and the locations of their state. */
public enum StreamsApplication {
    DETECTOR("detect"),
    AGGREGATOR("aggregate");

    private final String command;

    StreamsApplication(String command) {
        this.command = command;
    }

    /** The command that runs it alone; {@code run} runs it with all others. */
    public String command() {
        return command;
    }

    /** Its application id, which is also the name of its group. */
    public String id(HawkeyeConfig config) {
        return switch (this) {
            case DETECTOR -> config.detector().applicationId();
            case AGGREGATOR -> config.aggregator().applicationId();
        };
    }

    /** The topic that it reads. */
    public String source(HawkeyeConfig config) {
        return switch (this) {
            case DETECTOR -> config.topics().topics().frames();
            case AGGREGATOR -> config.topics().topics().detections();
        };
    }

    /**
     * The topics that Kafka Streams creates for it. They are listed by full name, not by prefix, since another site's
     * application id, and so the names of its topics, may start with this one's.
     */
    List<String> internalTopics(HawkeyeConfig config) {
        return switch (this) {
            case DETECTOR -> List.of();
            case AGGREGATOR -> AggregatorTopology.possibleChangelogs(config.aggregator());
        };
    }

    /** The folder of its state on this machine. */
    Path folder(HawkeyeConfig config) {
        Object chosen = kafka(config).get(StreamsConfig.STATE_DIR_CONFIG);
        Path all = chosen == null ? new DataLayout(config.dataDirectory()).streams() : Path.of(chosen.toString());
        return all.resolve(id(config));
    }

    /** Native properties of its clients, as configured. */
    public Map<String, Object> kafka(HawkeyeConfig config) {
        return ServiceKafka.of(config, command);
    }

    /** Its name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
