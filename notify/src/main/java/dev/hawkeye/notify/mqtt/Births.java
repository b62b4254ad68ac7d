package dev.hawkeye.notify.mqtt;

import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.notify.receiver.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether devices have to be announced to Home Assistant: on each new connection, and whenever it starts. Owns nothing.
 * Confined to one thread, apart from what connections report.
 */
final class Births {
    private static final Logger log = LoggerFactory.getLogger(Births.class);
    private static final String ONLINE = "online";

    private final String target;
    private final TopicNames topics;
    private final ThrottledLog refusals = ThrottledLog.once(log);
    private volatile boolean due;

    /** @param target its name */
    Births(String target, TopicNames topics) {
        this.target = target;
        this.topics = topics;
    }

    /**
     * Follows the starts of Home Assistant over a new connection. A broker that does not allow this still gets
     * everything else.
     */
    void follow(Connection connection) throws Connection.FailedException, InterruptedException {
        if (!topics.discovers()) {
            return;
        }
        due = true;
        Answer answer = connection.subscribe(topics.birth(), this::homeAssistantIs);
        if (answer.verdict() == Answer.Verdict.LATER) {
            throw new Connection.FailedException(answer.words());
        }
        if (answer.verdict() == Answer.Verdict.REFUSED) {
            refusals.warn(
                    "The target {} does not let its user read {}: {}; devices are announced when it connects, but not"
                            + " when Home Assistant starts",
                    target,
                    topics.birth(),
                    answer.words());
        }
    }

    private void homeAssistantIs(String status) {
        if (status.equals(ONLINE)) {
            due = true;
        }
    }

    /** Makes announcements due, since they have changed. */
    void demand() {
        due = true;
    }

    /** Whether announcements are due; after this they no longer are. */
    boolean take() {
        boolean was = due;
        due = false;
        return was;
    }
}
