package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.Revision;
import dev.hawkeye.site.settings.RunningCameras;
import dev.hawkeye.site.settings.ServiceStates;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.settings.SettingsDesk;
import dev.hawkeye.site.yaml.ConfigException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/** The settings of a running site, for commands. Not thread-safe. */
public final class SettingsSite {
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final SettingsDesk desk;

    /** The work of a command with a site. */
    public interface Work {
        int with(SettingsSite site) throws InterruptedException;
    }

    private SettingsSite(Map<String, Object> kafka, Topics topics, SchemaRegistry registry, SettingsDesk desk) {
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
        this.desk = desk;
    }

    /**
     * Connects, and does the work.
     *
     * @return exit code
     * @throws UserException when Kafka or the registry cannot be reached
     */
    public static int run(SiteOptions options, Work work) throws InterruptedException {
        Logs.warningsOnly();
        HawkeyeConfig config = options.config();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        Topics topics = config.topics().topics();
        try (SchemaRegistry registry = SchemaRegistry.connect(LocalRegistry.seenFromOutside(config))) {
            RunningCameras seed = new RunningCameras(
                    kafka, topics, registry, () -> options.reader().cameraTexts(SettingKeys.VALUE_PATHS));
            SettingsDesk desk = new SettingsDesk(kafka, topics, registry, seed, live -> check(options, live));
            return work.with(new SettingsSite(kafka, topics, registry, desk));
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e);
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, kafka)
                    .map(trouble -> (RuntimeException) new UserException(trouble.line(), e))
                    .orElse(e);
        }
    }

    private static void check(SiteOptions options, LiveSettings live) {
        try {
            options.reader(null, live).read();
        } catch (ConfigException e) {
            throw e.map(live::named);
        }
    }

    /** The current and the past settings. */
    SettingsDesk desk() {
        return desk;
    }

    /** The states of the running services. */
    ServiceStates states() {
        return ServiceStates.open(kafka, topics, registry);
    }

    /** Changes the settings, and waits for the services, see {@link #await}. */
    public int change(String what, WaitOption wait, PrintWriter out, UnaryOperator<SortedMap<String, String>> edit)
            throws InterruptedException {
        return await(desk.change(OptionalLong.empty(), SiteOptions.operator(), what, edit), wait, out);
    }

    /**
     * Waits until all running services have answered, and prints their answers. If one refuses the revision, undoes it,
     * since the others have applied it.
     *
     * @return 0 when all of them have applied it, 1 otherwise
     */
    int await(Revision revision, WaitOption wait, PrintWriter out) throws InterruptedException {
        out.println("revision " + revision.number() + ": " + revision.what());
        out.flush();
        Duration longest = Duration.ofSeconds(wait.seconds());
        Collection<SiteStatus> running;
        try (ServiceStates states = states()) {
            running = states.awaitAnswers(revision.number(), longest);
        }
        if (running.isEmpty()) {
            out.println("No service has reported in the last " + ServiceStates.LONGEST_SILENCE.toSeconds()
                    + " s; one that starts will use it.");
            return 0;
        }
        running.forEach(one -> out.println(StatusLine.of(one, revision.number())));
        boolean refused = running.stream().anyMatch(one -> ServiceStates.refuses(one, revision.number()));
        if (refused) {
            Revision back = desk.undo(OptionalLong.of(revision.number()), SiteOptions.operator());
            out.println("revision " + back.number() + ": revision " + revision.number()
                    + " is undone, since a service refuses it");
        }
        return running.stream().allMatch(one -> applied(one, revision)) ? 0 : 1;
    }

    private static boolean applied(SiteStatus one, Revision revision) {
        return one.getRevision() > revision.number()
                || (one.getRevision() == revision.number() && one.getState() == SettingsState.APPLIED);
    }
}
