package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker: publishes events as JSON, alarms as retained states, availability with a last will, and cameras as
 * Home Assistant devices, which are announced on each connection, for each new camera, and whenever Home Assistant
 * starts. Owns its connection. Not thread-safe.
 */
public final class Broker implements Target {
    private static final Logger log = LoggerFactory.getLogger(Broker.class);
    private static final int MAX_CAMERAS = 1_000;
    private static final byte[] ON = "ON".getBytes(UTF_8);
    private static final byte[] OFF = "OFF".getBytes(UTF_8);
    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final TargetConfig target;
    private final String login;
    private final Messages messages;
    private final TopicNames topics;
    private final Discovery discovery;
    private final boolean presents;
    private final Set<String> cameras;
    private final Backoff backoff;
    private final Births births;
    private final ThrottledLog refusals = ThrottledLog.once(log);
    /** Topics that the broker does not accept, which are left alone until the rules change. */
    private final Set<String> refused = new HashSet<>();

    private Connection connection; // null for none
    private long nextTryNanos = System.nanoTime();

    /**
     * @param cameras ids of the configured cameras
     * @param presents whether to publish availability and devices; false for a test, which would interfere with a
     *     running instance
     */
    public Broker(TargetConfig target, NotifyConfig config, Collection<String> cameras, boolean presents) {
        this.target = target;
        this.login = config.secret(target);
        this.messages = new Messages(config);
        this.topics = new TopicNames(target, config);
        this.discovery = new Discovery(target, config, topics);
        this.cameras = new TreeSet<>(cameras);
        this.presents = presents;
        this.births = new Births(target.name(), topics);
        this.backoff = Backoff.jittered(target.retryFirst(), target.retryLongest());
    }

    @Override
    public Answer deliver(Notification notification) throws InterruptedException {
        try {
            connect();
            if (presents && cameras.size() < MAX_CAMERAS && cameras.add(notification.camera())) {
                announce(notification.camera());
            }
            announceAgain();
            return publish(notification);
        } catch (Connection.FailedException e) {
            return Answer.later(e.getMessage());
        }
    }

    private Answer publish(Notification notification) throws Connection.FailedException, InterruptedException {
        byte[] json = messages.json(notification);
        String camera = notification.camera();
        String rule = notification.rule();
        return switch (notification.kind()) {
            case EVENT -> connection.publish(topics.event(camera), json, false);
            case TEST -> connection.publish(topics.test(), json, false);
            case BEGAN -> state(camera, rule, json, ON);
            case ENDED -> state(camera, rule, json, OFF);
        };
    }

    /**
     * Publishes the attributes first, so that they are there when a subscriber sees the state; the state even if they
     * are refused, since it must not stay ON.
     */
    private Answer state(String camera, String rule, byte[] json, byte[] state)
            throws Connection.FailedException, InterruptedException {
        Answer answer = connection.publish(topics.attributes(camera, rule), json, true);
        if (answer.verdict() == Answer.Verdict.LATER) {
            return answer;
        }
        connect();
        Answer second = connection.publish(topics.alarm(camera, rule), state, true);
        return second.verdict() == Answer.Verdict.DELIVERED ? answer : second;
    }

    @Override
    public void look() throws InterruptedException {
        if (!isUp() && System.nanoTime() - nextTryNanos < 0) {
            return;
        }
        try {
            connect();
            announceAgain();
            backoff.reset();
        } catch (Connection.FailedException e) {
            nextTryNanos = System.nanoTime() + backoff.next().toNanos();
            log.debug("{} cannot be reached: {}", target.name(), e.getMessage());
        }
    }

    @Override
    public void rules(List<RuleConfig> rules) {
        if (discovery.rules(rules)) {
            births.demand();
            refused.clear();
        }
    }

    private boolean isUp() {
        return connection != null && connection.isUp();
    }

    private void connect() throws Connection.FailedException, InterruptedException {
        if (isUp()) {
            return;
        }
        drop();
        Connection.Will will = presents ? new Connection.Will(topics.availability(), OFFLINE) : null;
        connection = Connection.open(target, login, will);
        if (!presents) {
            return;
        }
        try {
            births.follow(connection);
        } catch (Connection.FailedException e) {
            drop();
            throw e;
        }
        present(topics.availability(), ONLINE.getBytes(UTF_8));
    }

    private void announceAgain() throws Connection.FailedException, InterruptedException {
        if (births.take()) {
            for (String camera : cameras) {
                announce(camera);
            }
        }
    }

    private void announce(String camera) throws Connection.FailedException, InterruptedException {
        if (topics.discovers()) {
            present(topics.device(camera), discovery.device(camera));
        }
    }

    /** Drops the connection if a publication failed; the next one starts over, without what was refused. */
    private void present(String topic, byte[] payload) throws Connection.FailedException, InterruptedException {
        if (refused.contains(topic)) {
            return;
        }
        Answer answer = connection.publish(topic, payload, true);
        if (answer.verdict() == Answer.Verdict.REFUSED) {
            refused.add(topic);
            refusals.warnOf(
                    answer.words(),
                    "The target {} refuses {}: {}; alarms are sent without it",
                    target.name(),
                    topic,
                    answer.words());
        }
        if (answer.verdict() == Answer.Verdict.LATER || !isUp()) {
            drop();
            throw new Connection.FailedException(answer.words());
        }
    }

    private void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Publishes that this instance is offline, and closes the connection. */
    @Override
    public void close() {
        if (isUp() && presents) {
            connection.leave(topics.availability(), OFFLINE.getBytes(UTF_8), LEAVING);
        }
        drop();
    }
}
