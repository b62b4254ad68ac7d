package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of checking one requirement of one topic.
 *
 * @param setting Kafka's name, {@link Requirement#PARTITIONS} or {@link Requirement#REPLICATION}; empty for the topic
 *     as a whole
 * @param configured the required value
 * @param actual the current value; empty if unknown
 * @param remark consequence and remedy, in one line; empty if the requirement is met
 */
public record TopicVerdict(
        String topic,
        String setting,
        String configured,
        String actual,
        @JsonProperty("state") Level level,
        String remark) {

    /** One line for the log. */
    String line() {
        if (setting.isEmpty()) {
            return remark;
        }
        return "topic " + topic + ": " + setting + " is " + actual + ", must be " + configured + ": " + remark;
    }
}
