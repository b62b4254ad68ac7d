package dev.hawkeye.site.topics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What became of one requirement of one topic.
 *
 * @param setting Kafka's name of it, or {@link Requirement#PARTITIONS}, {@link Requirement#REPLICATION}; empty when it is
 *     about the topic as a whole
 * @param configured what it must be
 * @param actual what it is; empty when that is not known
 * @param remark what follows and the remedy, in one line; empty when it fits
 */
public record TopicVerdict(
        String topic,
        String setting,
        String configured,
        String actual,
        @JsonProperty("state") Level level,
        String remark) {

    /** A line of its own, for a log. */
    String line() {
        if (setting.isEmpty()) {
            return remark;
        }
        return "topic " + topic + ": " + setting + " is " + actual + ", must be " + configured + ": " + remark;
    }
}
