package dev.hawkeye.notify.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.Reason;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Creates dead-letter records for messages that were given up: the message as its target would have received it, and
 * headers with the target, the reason, the target's last response, and the key of the message. Immutable.
 */
public final class DeadLetters {
    private static final String PREFIX = "hawkeye.";
    private static final int MAX_WORDS = 1_000;

    private final String topic;
    private final Messages messages;

    /** @param topic for dead letters */
    public DeadLetters(String topic, Messages messages) {
        this.topic = topic;
        this.messages = messages;
    }

    /**
     * @param target its name
     * @param words its last response; empty for none
     */
    public ProducerRecord<byte[], byte[]> letter(
            Notification notification, String target, Reason reason, String words) {
        List<Header> headers = List.of(
                header("content-type", "application/json"),
                header(PREFIX + "target", target),
                header(PREFIX + "reason", reason.toString()),
                header(PREFIX + "said", words.substring(0, Math.min(words.length(), MAX_WORDS))),
                header(PREFIX + "key", notification.key()));
        return new ProducerRecord<>(
                topic, null, notification.camera().getBytes(UTF_8), messages.json(notification), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
