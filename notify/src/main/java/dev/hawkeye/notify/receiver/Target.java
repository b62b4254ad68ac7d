package dev.hawkeye.notify.receiver;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.RuleConfig;
import java.util.List;

/** A target, as seen by deliveries. Not thread-safe; used by one delivery thread until {@link #close()}. */
public interface Target extends AutoCloseable {
    /**
     * Sends a notification, and waits for the answer, within the timeout of the target. Failures are answers, too.
     *
     * @throws InterruptedException when the thread is interrupted to end
     */
    Answer deliver(Notification notification) throws InterruptedException;

    /** Sets the rules that apply to it from now on, for targets that announce them. */
    default void rules(List<RuleConfig> rules) {}

    /** Called about every half second while there is nothing to deliver, to maintain a connection. */
    default void look() throws InterruptedException {}

    @Override
    void close();
}
