package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.delivery.Delivery;
import dev.hawkeye.notify.mqtt.SensorFeed;
import java.time.Duration;
import java.util.List;

/**
 * One target that gets alarms: its delivery and, if it is a broker, the feed of its sensors. Owns both from
 * {@link #start()} to {@link #close()}. Thread-safe.
 */
final class ServedTarget implements AutoCloseable {
    private final TargetConfig target;
    private final String secret;
    private final Delivery delivery;
    private final SensorFeed sensors; // null without sensors

    ServedTarget(TargetConfig target, String secret, Delivery delivery, SensorFeed sensors) {
        this.target = target;
        this.secret = secret;
        this.delivery = delivery;
        this.sensors = sensors;
    }

    /** Whether it is the target of these settings. */
    boolean is(TargetConfig other, String itsSecret) {
        return target.equals(other) && secret.equals(itsSecret);
    }

    String name() {
        return target.name();
    }

    void start() {
        if (sensors != null) {
            sensors.start();
        }
        delivery.start();
    }

    /** Replaces the rules before the next event; returns at once. */
    void change(List<Rule> rules) {
        delivery.change(rules);
    }

    /** Whether events are being read for it. */
    boolean ready() {
        return delivery.ready();
    }

    boolean live() {
        return delivery.live();
    }

    /** Ends its open alarms, and begins no others; returns at once. */
    void retire() {
        delivery.retire();
    }

    /** Whether its alarms have ended, and it has been told, some time after {@link #retire()}. */
    boolean awaitRest(Duration longest) throws InterruptedException {
        return delivery.awaitRest(longest);
    }

    /** Signals it to stop; returns at once. */
    void stop() {
        delivery.stop();
    }

    /** Stops within 5 s. */
    @Override
    public void close() {
        delivery.close();
        if (sensors != null) {
            sensors.close();
        }
    }
}
