package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.target.Answer;
import dev.hawkeye.notify.target.Target;
import dev.hawkeye.notify.webhook.Webhook;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.settings.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes targets of their settings, and tries one of them. */
public final class Targets {
    /** The camera and the rule of a test, neither of which need to be there. */
    private static final String TEST = "test";

    private Targets() {}

    /** @throws UserException when what its settings name cannot be used */
    static Target of(TargetConfig target, NotifyConfig config) {
        Messages messages = new Messages(config);
        return switch (target.type()) {
            case WEBHOOK -> new Webhook(target, config.secret(target), messages, Clock.systemUTC());
            case MQTT -> throw new UserException("mqtt");
        };
    }

    /**
     * Sends a test, once.
     *
     * @throws UserException when what its settings name cannot be used
     */
    public static Answer test(TargetConfig target, NotifyConfig config) throws InterruptedException {
        try (Target one = of(target, config)) {
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
