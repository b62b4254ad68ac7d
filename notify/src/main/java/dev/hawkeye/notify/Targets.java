package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.mqtt.Broker;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Target;
import dev.hawkeye.notify.receiver.Trust;
import dev.hawkeye.notify.webhook.Webhook;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.settings.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Creates targets from their settings, and tests them. */
public final class Targets {
    /** The camera and the rule in a test message; neither needs to exist. */
    private static final String TEST = "test";

    private Targets() {}

    /**
     * @param cameras ids of the configured cameras
     * @throws UserException when a file named in its settings cannot be used
     */
    static Target of(TargetConfig target, NotifyConfig config, Collection<String> cameras) {
        return of(target, config, cameras, true);
    }

    private static Target of(TargetConfig target, NotifyConfig config, Collection<String> cameras, boolean presents) {
        Trust.of(target); // an unusable file fails the start
        return switch (target.type()) {
            case WEBHOOK -> new Webhook(target, config.secret(target), new Messages(config), Clock.systemUTC());
            case MQTT -> new Broker(target, config, cameras, presents);
            case COMMANDS ->
                throw new UserException(
                        "the target " + target.name()
                                + " is an actuator, which a test message would trigger; `./hawkeye tail commands` shows what it gets");
        };
    }

    /**
     * Sends a test message, without retries.
     *
     * @throws UserException when it is an actuator, or a file named in its settings cannot be used
     */
    public static Answer test(TargetConfig target, NotifyConfig config) throws InterruptedException {
        try (Target one = of(target, config, List.of(), false)) {
            return one.deliver(test(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    private static Notification test(Instant now) {
        String id = UUID.randomUUID().toString();
        Event event = Event.newBuilder()
                .setId(id)
                .setCamera(TEST)
                .setClassName("person")
                .setKind(EventKind.APPEARED)
                .setType(EventType.APPEARED)
                .setStart(now)
                .setConfirmed(now)
                .setPeak(1)
                .setConfidence(1)
                .setUploaded(false)
                .build();
        return new Notification(Notification.Kind.TEST, id, TEST, event, now, null, 1, now, now.toEpochMilli());
    }
}
