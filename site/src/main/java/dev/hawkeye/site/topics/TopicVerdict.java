package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of checking one requirement of one topic.
 *
 * @param setting Kafka's name of it, or {@link Requirement#PARTITIONS}, {@link Requirement#REPLICATION}; empty when it is
 *     about the topic as a whole
 * @param configured what it must be
 * @param actual the current value; empty if unknown
 * @param remark consequence and remedy, in one line; empty if it fits
 */
public record TopicVerdict(
        String topic,
        String setting,
        String configured,
        String actual,
        @JsonProperty("state") Level level,
        String remark) {

    /** One line, for a log. */
    String line() {
        if (setting.isEmpty()) {
            return remark;
        }
        return "topic " + topic + ": " + setting + " is " + actual + ", must be " + configured + ": " + remark;
    }
}
