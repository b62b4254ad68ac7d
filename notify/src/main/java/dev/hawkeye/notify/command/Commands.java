package dev.hawkeye.notify.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Creates commands from notifications. Immutable. */
final class Commands {
    private final TargetConfig target;
    private final String site;

    Commands(TargetConfig target, NotifyConfig config) {
        this.target = target;
        this.site = config.site();
    }

    /** @return the command; empty when there is nothing to do */
    Optional<Command> of(Notification notification, Instant now) {
        String action = switch (notification.kind()) {
            case EVENT, BEGAN -> target.command().action();
            case ENDED -> target.command().endAction();
            case TEST -> "";
        };
        if (action.isEmpty()) {
            return Optional.empty();
        }
        Event event = notification.event();
        return Optional.of(Command.newBuilder()
                .setId(id(notification))
                .setActuator(target.actuator())
                .setAction(action)
                .setParameters(target.parameters())
                .setIssued(now)
                .setDeadline(deadline(notification, now))
                .setSite(site)
                .setRule(notification.rule())
                .setCamera(notification.camera())
                .setClassName(event.getClassName())
                .setEvent(event.getId())
                .setZone(event.getZone())
                .setLine(event.getLine())
                .build());
    }

    private String id(Notification notification) {
        String what = target.name() + "/" + notification.key();
        return UUID.nameUUIDFromBytes(what.getBytes(UTF_8)).toString();
    }

    /**
     * An alarm ends only after a period of silence, so the deadline for its end counts from when the end was detected,
     * which may be after a restart: what was opened must be shut, however late that is.
     */
    private Instant deadline(Notification notification, Instant now) {
        Instant since = notification.kind() == Notification.Kind.ENDED ? now : notification.moment();
        return since.plus(target.command().deadline());
    }
}
