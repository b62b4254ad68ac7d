package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.registry.LocalRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** The detectors of a running site, for the commands that give them models. */
final class ModelSite {
    private static final Duration STEP = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;

    /** What a command does with a site. */
    interface Work {
        int with(ModelSite site) throws InterruptedException;
    }

    private ModelSite(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
    }

    /**
     * Connects, and does the work. @return exit code
     *
     * @throws UserException when Kafka or the registry cannot be reached
     */
    static int run(SiteOptions options, Work work) throws InterruptedException {
        Logs.warningsOnly();
        HawkeyeConfig config = options.config();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        Map<String, String> registryProperties = LocalRegistry.seenFromOutside(config);
        try (SchemaRegistry registry = SchemaRegistry.connect(registryProperties)) {
            return work.with(new ModelSite(kafka, config.topics().topics(), registry));
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e, registryProperties);
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, kafka)
                    .map(trouble -> (RuntimeException) new UserException(trouble.line(), e))
                    .orElse(e);
        }
    }

    ModelDesk desk() {
        return new ModelDesk(kafka, topics, registry);
    }

    InstanceStates states() {
        return InstanceStates.open(kafka, topics, registry);
    }

    /** Who makes a change, for its record. */
    static String operator() {
        String host = System.getenv("HOSTNAME");
        return System.getProperty("user.name", "unknown") + "@" + (host == null || host.isBlank() ? "localhost" : host);
    }

    /**
     * Waits until each running detector has answered, and says what they did.
     *
     * @return 0 when all of them use the model, 1 otherwise
     */
    int awaitAll(ActiveModel active, Duration longest, PrintWriter out) {
        try (InstanceStates states = states()) {
            long end = System.nanoTime() + longest.toNanos();
            while (!states.ofRunning().stream().allMatch(one -> hasAnswered(one, active)) && System.nanoTime() < end) {
                states.poll(STEP);
            }
            Collection<ModelStatus> running = states.ofRunning();
            if (running.isEmpty()) {
                out.println("No detector has reported in the last " + InstanceStates.LONGEST_SILENCE.toSeconds()
                        + " s; one that starts will use it.");
                return 0;
            }
            running.forEach(one -> out.println(line(one, active, longest)));
            List<ModelStatus> without =
                    running.stream().filter(one -> !uses(one, active)).toList();
            return without.isEmpty() ? 0 : 1;
        }
    }

    private static boolean hasAnswered(ModelStatus status, ActiveModel active) {
        return status.getRevision() > active.getRevision()
                || (status.getRevision() == active.getRevision() && status.getState() != ModelState.LOADING);
    }

    private static boolean uses(ModelStatus status, ActiveModel active) {
        return hasAnswered(status, active)
                && status.getState() == ModelState.IN_USE
                && status.getSha256().equals(active.getModel().getSha256());
    }

    private static String line(ModelStatus status, ActiveModel active, Duration longest) {
        String who = "detector " + status.getInstance();
        if (!hasAnswered(status, active)) {
            return who + " has not answered within " + longest.toSeconds() + " s, and uses " + status.getModel();
        }
        if (uses(status, active)) {
            return who + " uses " + status.getModel();
        }
        return who + " uses " + status.getModel()
                + (status.getReason() == null
                        ? ""
                        : " and refuses " + active.getModel().getName() + ": " + status.getReason());
    }
}
