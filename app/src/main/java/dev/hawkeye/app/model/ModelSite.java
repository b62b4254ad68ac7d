package dev.hawkeye.app.model;

import dev.hawkeye.app.frames.FrameSample;
import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.TerminalText;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.CameraStatuses.Known;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.Nearest;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.registry.LocalRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.common.KafkaException;

/** The detectors of a running site, for the commands that publish models. */
final class ModelSite {
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration FOLLOWING = Duration.ofSeconds(10);
    private static final Duration CAMERAS_PATIENCE = Duration.ofSeconds(10);

    private final HawkeyeConfig config;
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;

    /** The work of a command with a site. */
    interface Work {
        int with(ModelSite site) throws InterruptedException;
    }

    private ModelSite(HawkeyeConfig config, SchemaRegistry registry) {
        this.config = config;
        this.kafka = Map.copyOf(config.kafka());
        this.topics = config.topics().topics();
        this.registry = registry;
    }

    /**
     * Connects, and does the work.
     *
     * @return exit code
     * @throws UserException when Kafka or the registry cannot be reached
     */
    static int run(SiteOptions options, Work work) throws InterruptedException {
        Logs.warningsOnly();
        HawkeyeConfig config = options.config();
        try (SchemaRegistry registry = SchemaRegistry.connect(LocalRegistry.seenFromOutside(config))) {
            return work.with(new ModelSite(config, registry));
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e);
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, Map.copyOf(config.kafka()))
                    .map(trouble -> (RuntimeException) new UserException(trouble.line(), e))
                    .orElse(e);
        }
    }

    /** The frames of these cameras; of all if empty. */
    FrameSample frames(Set<String> cameras) {
        return new FrameSample(config, cameras);
    }

    HawkeyeConfig config() {
        return config;
    }

    ModelDesk desk() {
        return new ModelDesk(kafka, topics, registry);
    }

    InstanceStates states() {
        return InstanceStates.open(kafka, topics, registry);
    }

    /**
     * Chooses the cameras of a canary: the named ones, or random running ones.
     *
     * @param count number of cameras; 0 for all named ones
     * @throws UserException when fewer cameras are running, or a named one does not exist
     */
    List<String> cameras(int count, List<String> named) {
        Instant now = Instant.now();
        SortedMap<String, Known> known =
                CameraStatuses.read(kafka, topics.cameraStatus(), List.of(), registry, CAMERAS_PATIENCE);
        if (count == 0) {
            for (String camera : named) {
                if (!known.containsKey(camera)) {
                    throw new UserException("--cameras names '" + camera + "', which no ingest has reported"
                            + Nearest.to(camera, known.keySet())
                                    .map(near -> ": did you mean '" + near + "'?")
                                    .orElse(": `hawkeye camera list` prints all"));
                }
            }
            return named;
        }
        List<String> running = new ArrayList<>();
        known.forEach((camera, report) -> {
            if (report.status().filter(status -> isRunning(status, report, now)).isPresent()) {
                running.add(camera);
            }
        });
        if (running.size() < count) {
            throw new UserException("--canary needs " + count + " cameras, but only " + running.size()
                    + " are running: choose fewer, or name some with --cameras");
        }
        Collections.shuffle(running); // avoid always choosing the same ones
        return running.stream().limit(count).sorted().toList();
    }

    private static boolean isRunning(CameraStatus status, Known report, Instant now) {
        return status.getState() != CameraState.STOPPED
                && status.getState() != CameraState.ENDED
                && Duration.between(report.time(), now).compareTo(CameraStatuses.longestSilence(status)) <= 0;
    }

    /**
     * Waits until each running detector has answered, and prints the answers.
     *
     * @return 0 when all have answered and none refuses; 1 otherwise
     */
    int awaitAll(ActiveModel active, Duration longest, PrintWriter out) {
        try (InstanceStates states = states()) {
            long end = System.nanoTime() + longest.toNanos();
            while (!isOver(states.ofRunning(), active) && System.nanoTime() < end) {
                states.poll(STEP);
            }
            awaitSameRefusal(states, active);
            Collection<ModelStatus> running = states.ofRunning();
            if (running.isEmpty()) {
                out.println("No detector has reported in the last " + InstanceStates.LONGEST_SILENCE.toSeconds()
                        + " s; one that starts will use it.");
                return 0;
            }
            running.forEach(one -> out.println(TerminalText.safe(DetectorLine.of(one, active, longest))));
            return running.stream().allMatch(one -> DetectorLine.agrees(one, active)) ? 0 : 1;
        }
    }

    private static boolean isOver(Collection<ModelStatus> running, ActiveModel active) {
        return running.stream().allMatch(one -> DetectorLine.hasAnswered(one, active));
    }

    /** When one detector refuses a model on trial, the others follow within a second or so. */
    private static void awaitSameRefusal(InstanceStates states, ActiveModel active) {
        long end = System.nanoTime() + FOLLOWING.toNanos();
        while (active.getRollout() != null
                && states.ofRunning().stream().anyMatch(one -> DetectorLine.refuses(one, active))
                && !states.ofRunning().stream().allMatch(one -> DetectorLine.refuses(one, active))
                && System.nanoTime() < end) {
            states.poll(STEP);
        }
    }
}
