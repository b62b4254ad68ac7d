package dev.hawkeye.notify.message;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;

/** Creates the messages of a site. Immutable. */
public final class Messages {
    private final NotifyConfig config;

    public Messages(NotifyConfig config) {
        this.config = config;
    }

    /** A notification as JSON in UTF-8; the same bytes for each repeat. */
    public byte[] json(Notification notification) {
        return Message.of(notification, config).json();
    }
}
