package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes counts, motion and last keyframes of all cameras as retained states on a broker, and as Home Assistant
 * sensors, over its own connection, so that alarms never wait for them. Owns the connection until {@link #close()}.
 * Confined to the feed's thread.
 */
final class Sensors implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sensors.class);
    private static final long MOST_BYTES = 32L << 20;

    private final TargetConfig target;
    private final String login;
    private final TopicNames topics;
    private final SensorDiscovery discovery;
    private final SensorStates states;
    private final Pending pending = new Pending(MOST_BYTES);
    private final Backoff backoff;
    private final Births births;
    private final ThrottledLog large = ThrottledLog.once(log);
    private final ThrottledLog refusals = ThrottledLog.once(log);
    /** Cameras that have sent a keyframe. */
    private final Set<String> pictured = ConcurrentHashMap.newKeySet();

    private Connection connection; // null for none
    private long nextTryNanos = System.nanoTime();

    Sensors(TargetConfig target, NotifyConfig config) {
        this.target = target;
        this.login = config.secret(target);
        this.topics = new TopicNames(target, config);
        this.states = new SensorStates(topics, (topic, payload) -> pending.put(topic, payload.getBytes(UTF_8)));
        this.discovery = new SensorDiscovery(config, topics, states);
        this.births = new Births(target.name(), topics);
        this.backoff = Backoff.jittered(target.retryFirst(), target.retryLongest());
    }

    void take(WindowCount count, Instant now) {
        if (states.take(count, now)) {
            announce(count.getCamera());
        }
    }

    void take(Keyframe keyframe) {
        ByteBuffer jpeg = keyframe.getJpeg();
        if (jpeg.remaining() > target.pictures().bytes()) {
            large.warn(
                    "Keyframes of camera {} are not sent to the target {}, since they are larger than its setting pictures, {}",
                    keyframe.getCamera(),
                    target.name(),
                    target.pictures());
            return;
        }
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.duplicate().get(bytes);
        if (pictured.add(keyframe.getCamera())) {
            announce(keyframe.getCamera());
        }
        pending.put(topics.keyframe(keyframe.getCamera()), bytes);
    }

    private void announce(String camera) {
        if (topics.discovers()) {
            pending.put(topics.sensors(camera), discovery.device(camera, pictured.contains(camera)));
        }
    }

    /** Publishes changes, if the broker is reachable. */
    void look(Instant now) throws InterruptedException {
        states.pass(now);
        if (!isUp() && System.nanoTime() - nextTryNanos < 0) {
            return;
        }
        try {
            connect();
            announceAgain();
            for (Optional<Map.Entry<String, byte[]>> next = pending.first(); next.isPresent(); next = pending.first()) {
                String topic = next.get().getKey();
                Answer answer = connection.publish(topic, next.get().getValue(), true);
                if (answer.verdict() == Answer.Verdict.LATER) {
                    throw new Connection.FailedException(answer.words());
                }
                if (answer.verdict() == Answer.Verdict.REFUSED) {
                    say(topic, answer);
                }
                pending.remove(topic);
            }
            backoff.reset();
        } catch (Connection.FailedException e) {
            close();
            nextTryNanos = System.nanoTime() + backoff.next().toNanos();
            log.debug("{} cannot be reached: {}", target.name(), e.getMessage());
        }
    }

    private void say(String topic, Answer refusal) {
        boolean isPicture =
                pictured.stream().anyMatch(camera -> topics.keyframe(camera).equals(topic));
        String remedy = isPicture ? "; lower its setting pictures, which is " + target.pictures() : "";
        refusals.warnOf(
                refusal.words() + remedy,
                "The target {} refuses {}: {}{}; everything else is sent",
                target.name(),
                topic,
                refusal.words(),
                remedy);
    }

    private boolean isUp() {
        return connection != null && connection.isUp();
    }

    private void connect() throws Connection.FailedException, InterruptedException {
        if (isUp()) {
            return;
        }
        close();
        connection = Connection.open(target, login, null);
        births.follow(connection);
    }

    private void announceAgain() {
        if (births.take()) {
            states.cameras().forEach(this::announce);
            pictured.forEach(this::announce);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
