package dev.hawkeye.notify.receiver;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.RuleConfig;
import java.util.List;

/** One target, as deliveries see it. For use by one thread, from its first use to {@link #close()}. */
public interface Target extends AutoCloseable {
    /**
     * Sends a notification, and waits for the answer, within the timeout of the target. What goes wrong is an answer, too.
     *
     * @throws InterruptedException when the thread is to end
     */
    Answer deliver(Notification notification) throws InterruptedException;

    /** The rules that are about it from now on, for who announces them. */
    default void rules(List<RuleConfig> rules) {}

    /** Called about every half second while there is nothing to deliver: a connection that is kept is looked after. */
    default void look() throws InterruptedException {}

    @Override
    void close();
}
