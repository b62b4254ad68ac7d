package dev.hawkeye.notify.delivery;

import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.meters.Reason;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications to a target, retrying each until it has a fate: delivered, or a dead letter because it was
 * permanently refused or is too old. An unreachable target is logged once, and once more when it is back. Owns the
 * target.
 */
public final class Sending implements Outlet {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);

    private final TargetConfig config;
    private final Target target;
    private final DeadLetters letters;
    private final LetterBox box;
    private final TargetMeters meters;
    private final Clock clock;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final ThrottledLog refusals = ThrottledLog.once(log);
    private final ThrottledLog old = ThrottledLog.onceAMinute(log);
    private boolean away;

    public Sending(
            TargetConfig config, Target target, DeadLetters letters, LetterBox box, TargetMeters meters, Clock clock) {
        this.config = config;
        this.target = target;
        this.letters = letters;
        this.box = box;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void begin() {
        meters.up(true);
    }

    @Override
    public boolean send(Notification notification, Pause pause) throws InterruptedException {
        String said = "";
        Backoff backoff = Backoff.jittered(config.retryFirst(), config.retryLongest());
        while (true) {
            if (clock.millis() - notification.arrived() > config.maxAge().toMillis()) {
                giveUp(notification, Reason.AGE, said);
                old.warn(
                        "Messages for the target {} are older than its max-age, and become dead letters",
                        config.name());
                return true;
            }
            Answer answer = target.deliver(notification);
            said = answer.words();
            switch (answer.verdict()) {
                case DELIVERED -> {
                    delivered(notification);
                    return true;
                }
                case REFUSED -> {
                    meters.up(true);
                    giveUp(notification, Reason.REFUSED, said);
                    refusals.warn("The target {} refuses messages: {}; they become dead letters", config.name(), said);
                    return true;
                }
                case LATER -> failed(answer);
            }
            if (!pause.await(backoff.next())) {
                meters.up(true); // another instance sends it now
                return false;
            }
        }
    }

    @Override
    public void rules(List<Rule> rules) {
        target.rules(rules.stream().map(Rule::config).toList());
    }

    @Override
    public void look() throws InterruptedException {
        target.look();
    }

    private void giveUp(Notification notification, Reason reason, String said) throws InterruptedException {
        box.put(letters.letter(notification, config.name(), reason, said));
        meters.givenUp(reason);
    }

    private void delivered(Notification notification) {
        meters.delivered();
        if (notification.kind() != Notification.Kind.ENDED) {
            meters.delay(Duration.between(notification.moment(), clock.instant()));
        }
        meters.up(true);
        if (away) {
            away = false;
            trouble.reset();
            log.info("The target {} accepts messages again", config.name());
        }
    }

    private void failed(Answer answer) {
        meters.retried();
        meters.up(false);
        away = true;
        trouble.warn(
                "The target {} at {} does not accept messages, retrying: {}",
                config.name(),
                config.shownAddress(),
                answer.words());
    }

    @Override
    public void close() {
        target.close();
    }
}
