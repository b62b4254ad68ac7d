package dev.hawkeye.notify.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.FollowerThread;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.notify.delivery.LetterBox;
import dev.hawkeye.notify.meters.CommandMeters;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import dev.hawkeye.schemas.CommandState;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ensures that each command gets a result. A command that is still unanswered after its deadline is counted and logged,
 * and EXPIRED is written as its result. So the topics hold all the state, and an instance reads them from the beginning
 * when it starts. Instances share the partitions of {@code commands}; each reads all results.
 *
 * <p>Owns a thread and its clients from {@link #start()} to {@link #close()}.
 */
public final class CommandWatch implements ConsumerRebalanceListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandWatch.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int MAX_LINES = 10;
    private static final int MAX_WORDS = 200;
    /** Cannot collide with the group of a target, whose name has no colon. */
    private static final String GROUP = "-:commands";

    private final Map<String, Object> kafka;
    private final String group;
    private final Topics topics;
    private final Deserializer<Command> commands;
    private final Deserializer<CommandResult> results;
    private final Serializer<CommandResult> writing;
    private final LetterBox box;
    private final CommandMeters meters;
    private final Clock clock;
    private final ThrottledLog trouble = ThrottledLog.onceAMinute(log);
    private final ThrottledLog failures =
            ThrottledLog.firstOfEachMinute(log, MAX_LINES, "{} more commands were not done");
    private final FollowerThread thread;
    private final OpenCommands open = new OpenCommands();
    private Instant began = Instant.EPOCH;

    /**
     * @param kafka native consumer properties, including {@code bootstrap.servers}
     * @param application prefix of the group
     * @param box shared with others; not owned
     */
    public CommandWatch(
            Map<String, Object> kafka,
            String application,
            Topics topics,
            SchemaRegistry registry,
            LetterBox box,
            CommandMeters meters,
            Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.group = application + GROUP;
        this.topics = topics;
        this.commands = registry.serde(Command.class).deserializer();
        this.results = registry.serde(CommandResult.class).deserializer();
        this.writing = registry.serde(CommandResult.class).serializer();
        this.box = box;
        this.meters = meters;
        this.clock = clock;
        this.thread = new FollowerThread("hawkeye-commands", this::run);
    }

    /** Starts the thread; returns at once. */
    public void start() {
        began = clock.instant();
        thread.start();
    }

    private void run() {
        while (!thread.isClosing()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                    TopicScan answers = TopicScan.fromBeginning(kafka, topics.commandResults())) {
                thread.reads(answers);
                answers.toEnd(this::takeResult);
                consumer.subscribe(List.of(topics.commands()), this);
                while (!thread.isClosing()) {
                    consumer.poll(POLL).forEach(this::takeCommand);
                    answers.poll(Duration.ZERO, this::takeResult);
                    if (!open.overdue(clock.instant()).isEmpty()) {
                        answers.toEnd(this::takeResult);
                        tell();
                    }
                }
            } catch (WakeupException e) {
                log.debug("woken up to end");
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                String line = KafkaAccess.streaming(
                                group, name -> name.equals(topics.commands()) ? "READ" : "READ and WRITE")
                        .refusal(e)
                        .orElseGet(() -> "results of commands cannot be watched, retrying: " + e.getMessage());
                trouble.warn("{}", line);
                log.debug("commands are not watched", e);
                thread.pause();
            } finally {
                thread.reads(null);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        FetchSize.properties().forEach(properties::putIfAbsent);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // nothing is ever committed
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void takeCommand(ConsumerRecord<byte[], byte[]> record) {
        try {
            open.take(commands.deserialize(record.topic(), record.value()), record.partition(), clock.instant());
        } catch (UndecodableException e) {
            log.debug("{}-{}@{} is no command", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void takeResult(ConsumerRecord<byte[], byte[]> record) {
        try {
            CommandResult result = results.deserialize(record.topic(), record.value());
            open.take(result)
                    .filter(command -> record.timestamp() >= began.toEpochMilli())
                    .ifPresent(command -> count(command, result));
        } catch (UndecodableException e) {
            log.debug("{}-{}@{} is no result", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void count(Command command, CommandResult result) {
        meters.answered(command.getActuator(), result.getState());
        if (result.getState() != CommandState.DONE) {
            String words = result.getMessage().replaceAll("[\\p{Cntrl}\\s]+", " ");
            failures.warn(
                    "The actuator {} did not do {} (command {}): {} {}",
                    command.getActuator(),
                    command.getAction(),
                    command.getId(),
                    result.getState(),
                    words.substring(0, Math.min(words.length(), MAX_WORDS)));
        }
    }

    private void tell() throws InterruptedException {
        for (Command command : open.overdue(clock.instant())) {
            CommandResult result = new CommandResult(
                    command.getId(),
                    command.getActuator(),
                    CommandState.EXPIRED,
                    "no answer before the deadline",
                    clock.instant());
            box.put(new ProducerRecord<>(
                    topics.commandResults(),
                    command.getActuator().getBytes(UTF_8),
                    writing.serialize(topics.commandResults(), result)));
            var unused = open.take(result);
            meters.unanswered(command.getActuator());
            failures.warn(
                    "The actuator {} did not answer the command {} ({}) before its deadline: camera {}, rule {};"
                            + " is it running, and does it read the topic {}?",
                    command.getActuator(),
                    command.getId(),
                    command.getAction(),
                    command.getCamera(),
                    command.getRule(),
                    topics.commands());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        open.leave(partitions.stream().map(TopicPartition::partition).toList());
    }

    @Override
    public void close() {
        thread.close();
    }
}
