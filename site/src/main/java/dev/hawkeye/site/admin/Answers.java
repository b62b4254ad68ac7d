package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.settings.Revision;
import dev.hawkeye.site.settings.ServiceStates;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Collects the services' answers to a change. */
final class Answers {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;

    /** Undoes the change. */
    interface TakeBack {
        void run() throws InterruptedException;
    }

    Answers(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
    }

    /**
     * Waits, for a limited time, until all running services have answered. If one refuses the change, the change is
     * undone, since the others have applied it.
     *
     * @throws ChangeRefused when the change was undone
     */
    void await(Revision made, TakeBack takeBack) throws InterruptedException {
        Collection<SiteStatus> running;
        try (ServiceStates states = ServiceStates.open(kafka, topics, registry)) {
            running = states.awaitAnswers(made.number(), LONGEST);
        }
        List<ChangeRefused.Problem> refusals = running.stream()
                .filter(one -> ServiceStates.refuses(one, made.number()))
                .map(one -> new ChangeRefused.Problem(
                        "", one.getService() + " " + one.getInstance() + " refuses it: " + one.getReason()))
                .toList();
        if (!refusals.isEmpty()) {
            takeBack.run();
            throw ChangeRefused.invalid(refusals);
        }
    }
}
