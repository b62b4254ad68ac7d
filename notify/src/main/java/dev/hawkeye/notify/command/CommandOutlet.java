package dev.hawkeye.notify.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.delivery.DeadLetters;
import dev.hawkeye.notify.delivery.LetterBox;
import dev.hawkeye.notify.delivery.Outlet;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.Reason;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands for one actuator. A valve that opens twice is worse than one that stays shut, so nothing is ever retried:
 *
 * <ul>
 *   <li>The command and the offset of its event, with the alarms' memory, are written in one transaction: either both
 *       exist, or the next consumer finds neither and starts where the last transaction ended. Kafka rejects the
 *       offsets of a consumer that is no longer a member of its group, and with them its commands. After any failure,
 *       this consumer stops: if the outcome of a commit is unknown, the next consumer learns it from the committed
 *       offsets.
 *   <li>An event may arrive twice if the aggregator runs with {@code at_least_once}. So command ids are derived from
 *       rule and event, and those on the topic whose deadline has not passed yet are remembered.
 *   <li>A command that is late becomes a dead letter in the same transaction. Waiting for Kafka is bounded by the
 *       deadline, too.
 * </ul>
 *
 * Rejected: an idempotent producer alone, which knows nothing about the previous process; checking the topic alone,
 * which two instances may do at the same time.
 */
public final class CommandOutlet implements Outlet {
    private static final Logger log = LoggerFactory.getLogger(CommandOutlet.class);

    /** An open transaction of a killed process ends after this. */
    private static final int TRANSACTION_MILLIS = 10_000;
    /** Lower limit of the timeouts, however short the deadline is. */
    private static final int LEAST_MILLIS = 1_000;

    private final TargetConfig config;
    private final Commands commands;
    private final String topic;
    private final Serializer<Command> serializer;
    private final DeadLetters letters;
    private final Supplier<Producer<byte[], byte[]>> open;
    private final SentCommands earlier;
    private final TargetMeters meters;
    private final Clock clock;
    private final Map<String, Instant> known = new HashMap<>();
    private final List<Runnable> fates = new ArrayList<>();
    private Producer<byte[], byte[]> producer; // null between consumers
    private boolean inTransaction;
    private boolean broken;

    CommandOutlet(
            TargetConfig config,
            Commands commands,
            String topic,
            Serializer<Command> serializer,
            DeadLetters letters,
            Supplier<Producer<byte[], byte[]>> open,
            SentCommands earlier,
            TargetMeters meters,
            Clock clock) {
        this.config = config;
        this.commands = commands;
        this.topic = topic;
        this.serializer = serializer;
        this.letters = letters;
        this.open = open;
        this.earlier = earlier;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Connects to nothing yet.
     *
     * @param kafka native properties, including {@code bootstrap.servers}
     */
    public static CommandOutlet of(
            TargetConfig target,
            NotifyConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            TargetMeters meters,
            Clock clock) {
        return new CommandOutlet(
                target,
                new Commands(target, config),
                topics.commands(),
                registry.serde(Command.class).serializer(),
                new DeadLetters(topics.notifyDlq(), new Messages(config)),
                () -> new KafkaProducer<>(
                        properties(target, config, kafka), new ByteArraySerializer(), new ByteArraySerializer()),
                SentCommands.on(
                        kafka, topics.commands(), registry.serde(Command.class).deserializer()),
                meters,
                clock);
    }

    private static Map<String, Object> properties(TargetConfig target, NotifyConfig config, Map<String, Object> kafka) {
        Map<String, Object> properties = LetterBox.properties(kafka);
        Object member = kafka.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                config.group(target) + "-" + (member == null ? UUID.randomUUID() : member));
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        int patience = (int) Math.min(
                TRANSACTION_MILLIS,
                Math.max(LEAST_MILLIS, target.command().deadline().toMillis()));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return properties;
    }

    @Override
    public void begin() {
        inTransaction = false;
        broken = false;
        fates.clear();
        known.clear();
        producer = open.get();
        producer.initTransactions();
        meters.up(true);
    }

    @Override
    public void assigned() {
        known.putAll(earlier.since(clock.instant().minus(config.command().deadline())));
    }

    @Override
    public boolean sendsWithCommit() {
        return true;
    }

    @Override
    public boolean send(Notification notification, Pause pause) {
        Instant now = clock.instant();
        Optional<Command> made = commands.of(notification, now);
        if (made.isEmpty() || known.containsKey(made.get().getId())) {
            return true;
        }
        Command command = made.get();
        if (now.isAfter(command.getDeadline())) {
            put(letters.letter(notification, config.name(), Reason.DEADLINE, ""));
            fates.add(() -> {
                meters.givenUp(Reason.DEADLINE);
                log.warn(
                        "The command {} for the actuator {} is not sent, since its deadline has passed: camera {}, rule {}",
                        command.getAction(),
                        command.getActuator(),
                        command.getCamera(),
                        command.getRule());
            });
        } else {
            known.put(command.getId(), command.getDeadline());
            put(new ProducerRecord<>(
                    topic, command.getActuator().getBytes(UTF_8), serializer.serialize(topic, command)));
            fates.add(() -> {
                meters.delivered();
                if (notification.kind() != Notification.Kind.ENDED) {
                    meters.delay(Duration.between(notification.moment(), clock.instant()));
                }
            });
        }
        return true;
    }

    private void put(ProducerRecord<byte[], byte[]> record) {
        orBreak(() -> {
            requireTransaction();
            var unused = producer.send(record); // a failure fails the commit
        });
    }

    private void requireTransaction() {
        if (broken) {
            throw new KafkaException("a transaction of commands has failed");
        }
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
        }
    }

    @Override
    public void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (offsets.isEmpty() && !inTransaction) {
            return;
        }
        orBreak(() -> {
            requireTransaction();
            if (!offsets.isEmpty()) {
                producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            }
            producer.commitTransaction();
            inTransaction = false;
        });
        meters.up(true);
        fates.forEach(Runnable::run);
        fates.clear();
        Instant now = clock.instant();
        known.values().removeIf(deadline -> deadline.plus(SentCommands.SLACK).isBefore(now));
    }

    private void orBreak(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            broken = true;
            meters.up(false);
            throw e;
        }
    }

    @Override
    public void end() {
        if (producer != null) {
            producer.close(Duration.ZERO); // aborts an open transaction
            producer = null;
        }
    }

    @Override
    public void close() {
        end();
    }
}
