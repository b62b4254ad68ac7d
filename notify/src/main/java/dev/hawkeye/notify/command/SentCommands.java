package dev.hawkeye.notify.command;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/** The commands on the topic whose deadline may not have passed yet. */
interface SentCommands {
    /** Allows for clock differences between cameras and brokers. */
    Duration SLACK = Duration.ofMinutes(1);

    /** Reads the commands written since the given time, less {@link #SLACK}. @return deadlines by id */
    Map<String, Instant> since(Instant time);

    static SentCommands on(Map<String, Object> kafka, String topic, Deserializer<Command> deserializer) {
        return time -> {
            Map<String, Instant> sent = new HashMap<>();
            try (TopicScan scan = TopicScan.from(kafka, topic, time.minus(SLACK).toEpochMilli())) {
                scan.toEnd(record -> {
                    try {
                        Command command = deserializer.deserialize(topic, record.value());
                        sent.put(command.getId(), command.getDeadline());
                    } catch (UndecodableException e) {
                        // not one of Hawkeye's
                    }
                });
            }
            return sent;
        };
    }
}
