package dev.hawkeye.notify.delivery;

import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.RegistryPatience;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery to one target, with its own thread and consumer, so that a target cannot affect the others. Retries
 * after failures of Kafka or the registry. Owns the outlet, the thread and the consumer from {@link #start()} to
 * {@link #close()}. Thread-safe.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);
    private static final Duration RELEASING = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String name;
    private final Outlet outlet;
    private final TargetMeters meters;
    private final Map<String, Object> properties;
    private final RegistryPatience patience = new RegistryPatience();
    private final Reading.Surroundings surroundings;
    private final KafkaAccess access;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch rested = new CountDownLatch(1);
    private final Thread thread;
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile List<Rule> rules;
    private volatile boolean retired;
    private volatile boolean ready;

    /**
     * @param name of the target
     * @param group of the consumer
     * @param rules the rules of the target
     * @param kafka native consumer properties, including {@code bootstrap.servers}
     * @param topic of the events
     */
    public Delivery(
            String name,
            String group,
            List<Rule> rules,
            Outlet outlet,
            Map<String, Object> kafka,
            String topic,
            Deserializer<Event> deserializer,
            TargetMeters meters,
            Clock clock) {
        this.name = name;
        this.rules = List.copyOf(rules);
        this.outlet = outlet;
        this.meters = meters;
        this.properties = properties(kafka, group);
        this.surroundings = new Reading.Surroundings(
                topic,
                deserializer,
                patience,
                () -> this.rules,
                outlet,
                meters,
                clock,
                this::isClosing,
                this::restedIfRetired);
        this.access = KafkaAccess.streaming(group, each -> each.equals(topic) ? "READ" : "WRITE");
        this.thread = new Thread(this::run, "hawkeye-notify-" + name);
        thread.setDaemon(true);
    }

    private static Map<String, Object> properties(Map<String, Object> kafka, String group) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, group);
        FetchSize.properties().forEach(properties::putIfAbsent);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // If retention deletes events before the target gets them.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        if (!"consumer".equals(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            properties.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return properties;
    }

    /** Name of the target. */
    public String name() {
        return name;
    }

    /** Starts the thread; returns at once, even if no broker is reachable. */
    public void start() {
        thread.start();
    }

    /** Replaces the rules before the next event; returns at once. */
    public void change(List<Rule> others) {
        rules = List.copyOf(others);
    }

    /** Ends its open alarms, and begins no others; returns at once. */
    public void retire() {
        retired = true;
        change(List.of());
    }

    private void restedIfRetired() {
        if (retired) {
            rested.countDown();
        }
    }

    /**
     * Waits until all alarms have ended after {@link #retire()}, and the target has been told.
     *
     * @return whether that is so; false also if the target could not be told in time
     */
    public boolean awaitRest(Duration longest) throws InterruptedException {
        return rested.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether events are read; it does not matter whether the target is reachable. */
    public boolean ready() {
        return ready;
    }

    public boolean live() {
        return thread.isAlive();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        Backoff backoff = Backoff.jittered(FIRST_PAUSE, MAX_PAUSE);
        try {
            while (!isClosing()) {
                try {
                    read();
                } catch (WakeupException e) {
                    log.debug("woken up", e);
                } catch (RuntimeException e) {
                    logOnce(e); // usually from Kafka or the registry
                }
                if (ready) {
                    backoff.reset();
                }
                ready = false;
                boolean unused = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ready = false;
            outlet.close();
            meters.close();
        }
    }

    private void read() throws InterruptedException {
        KafkaConsumer<byte[], byte[]> own =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer = own;
        ClientMetrics shown = ClientMetrics.of(own, meters.registry());
        Reading reading = new Reading(own, surroundings, this::joined);
        try {
            reading.run();
        } finally {
            shown.close();
            release(own, reading);
        }
    }

    private void joined() {
        if (!ready) {
            ready = true;
            trouble.reset();
        }
    }

    private void release(KafkaConsumer<byte[], byte[]> own, Reading reading) {
        consumer = null;
        boolean interrupted = Thread.interrupted(); // it would abort the commit
        try {
            commit(reading);
            outlet.end();
            own.close(CloseOptions.timeout(RELEASING));
        } catch (KafkaException e) {
            log.debug("the consumer of {} did not close cleanly", name, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void commit(Reading reading) {
        try {
            reading.commit();
        } catch (WakeupException e) {
            reading.commit(); // it was meant for a poll that has already ended
        } catch (KafkaException e) {
            log.debug("the last messages to the target {} will be sent again", name, e);
        }
    }

    /** Logs each kind of failure once. */
    private void logOnce(RuntimeException e) {
        if (isClosing()) {
            return;
        }
        String line = access.refusal(e)
                .orElseGet(() -> "events for the target " + name + " cannot be read, retrying: " + e.getMessage());
        trouble.warn("{}", line);
        log.debug("events cannot be read", e);
    }

    /** Signals it to stop; returns at once. */
    public void stop() {
        closing.countDown();
        patience.giveUp();
        KafkaConsumer<byte[], byte[]> waiting = consumer;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    /** Stops within 5 s; a message in flight is sent again by the next owner, unless it was answered. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSING.toMillis() / 2);
            thread.interrupt();
            thread.join(CLOSING.toMillis() / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
