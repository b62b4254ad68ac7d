package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.truth.Bounds;
import dev.hawkeye.bench.faults.truth.SiteStep;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.ServiceStates;
import dev.hawkeye.site.settings.SettingsDesk;
import dev.hawkeye.site.settings.StaleSettings;
import dev.hawkeye.testing.ServiceProcess;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Changes settings and models of a site during faults, as an operator would: with the same desks as the commands,
 * retrying until Kafka accepts the change. Works on its own thread until {@link #close()}; its methods return at once.
 */
final class Operator implements AutoCloseable {
    private static final String NAME = "campaign";
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TestSite site;
    private final Map<String, Object> kafka;
    private final String aggregator;
    private final SettingsDesk settings;
    private final ModelDesk models;
    private final Admin admin;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "operator"));

    Operator(TestSite site) {
        this.site = site;
        this.kafka = Map.of("bootstrap.servers", site.broker().bootstrapServers());
        this.aggregator = site.config().read().aggregator().applicationId();
        this.settings = new SettingsDesk(
                kafka,
                TestSite.TOPICS,
                site.schemas(),
                () -> new TreeMap<>(LiveSettings.seed(site.config().cameraTexts(List.of()))),
                live -> live.layOver(site.config()).read());
        this.models = new ModelDesk(kafka, TestSite.TOPICS, site.schemas());
        this.admin = site.admin();
    }

    /** Changes settings after a delay. */
    Future<SiteStep> change(SettingsPlan.Edit edit, Duration delay) {
        return thread.submit(() -> {
            Thread.sleep(delay.toMillis());
            Bounds before = insist(this::bounds);
            LiveSettings now = insist(() -> write(edit));
            return new SiteStep(edit.what(), now, null, before, null);
        });
    }

    /** Applies an edit, unless a write that seemed to fail has succeeded after all. */
    private LiveSettings write(SettingsPlan.Edit edit) throws InterruptedException {
        LiveSettings now = settings.current();
        boolean done =
                !now.isNone() && edit.to().apply(new TreeMap<>(now.texts())).equals(now.texts());
        if (!done) {
            var unused = settings.change(OptionalLong.empty(), NAME, edit.what(), edit.to());
            now = settings.current();
        }
        return now;
    }

    /**
     * Changes the model after a delay.
     *
     * @param byRollback whether to return to the previous model by a rollback
     */
    Future<SiteStep> use(Path model, boolean byRollback, Duration delay) {
        return thread.submit(() -> {
            Thread.sleep(delay.toMillis());
            String digest = ModelDigest.ofFile(model);
            Bounds before = insist(this::bounds);
            boolean back = insist(() -> write(model, digest, byRollback));
            String what = (back ? "rollback to " : "publication of ") + model.getFileName();
            return new SiteStep(what, null, digest, before, null);
        });
    }

    private boolean write(Path model, String digest, boolean byRollback) throws InterruptedException {
        Optional<ActiveModel> active = models.active();
        if (active.map(now -> now.getModel().getSha256().equals(digest)).orElse(false)) {
            return byRollback;
        }
        PublishedModel previous = active.map(ActiveModel::getPrevious).orElse(null);
        boolean back = byRollback && previous != null && previous.getSha256().equals(digest);
        ActiveModel unused = back
                ? models.rollback(NAME)
                : models.publish(model, new ModelDesk.Offer(String.valueOf(model.getFileName()), NAME), percent -> {});
        return back;
    }

    /**
     * Waits until every process has applied the latest settings and every detector uses the latest model.
     *
     * @return the progress of the pipeline at that time
     */
    Future<Bounds> acknowledgement(Collection<ServiceProcess> running, Collection<ServiceProcess> detectors) {
        Set<String> services = names(running);
        Set<String> users = names(detectors);
        return thread.submit(() -> {
            insist(() -> {
                awaitSettings(services);
                return true;
            });
            insist(() -> {
                awaitModel(users);
                return true;
            });
            return insist(this::bounds);
        });
    }

    private static Set<String> names(Collection<ServiceProcess> processes) {
        return processes.stream()
                .map(service -> InstanceName.host() + "/" + service.process().pid())
                .collect(Collectors.toSet());
    }

    private void awaitSettings(Set<String> services) {
        long revision = settings.current().revision();
        try (ServiceStates states = ServiceStates.open(kafka, TestSite.TOPICS, site.schemas())) {
            while (true) {
                Map<String, SiteStatus> said = new HashMap<>();
                states.ofRunning().forEach(one -> said.put(one.getInstance(), one));
                for (SiteStatus one : said.values()) {
                    if (one.getState() == SettingsState.REFUSED) {
                        throw new IllegalStateException(one.getService() + " refuses " + one.getReason());
                    }
                }
                if (services.stream()
                        .allMatch(
                                name -> said.containsKey(name) && said.get(name).getRevision() == revision)) {
                    return;
                }
                states.poll(STEP);
            }
        }
    }

    private void awaitModel(Set<String> detectors) {
        Optional<ActiveModel> active = models.active();
        if (active.isEmpty()) {
            return;
        }
        String digest = active.get().getModel().getSha256();
        try (InstanceStates states = InstanceStates.open(kafka, TestSite.TOPICS, site.schemas())) {
            while (true) {
                Map<String, ModelStatus> said = new HashMap<>();
                states.ofRunning().forEach(one -> said.put(one.getInstance(), one));
                for (ModelStatus one : said.values()) {
                    if (one.getState() == ModelState.REFUSED) {
                        throw new IllegalStateException("a detector refuses its model: " + one.getReason());
                    }
                }
                if (detectors.stream()
                        .allMatch(name -> said.containsKey(name)
                                && said.get(name).getState() == ModelState.IN_USE
                                && said.get(name).getSha256().equals(digest)
                                && said.get(name).getRevision() == active.get().getRevision())) {
                    return;
                }
                states.poll(STEP);
            }
        }
    }

    /** The progress of the pipeline. */
    Future<Bounds> where() {
        return thread.submit(() -> insist(this::bounds));
    }

    private Bounds bounds() throws InterruptedException {
        return Bounds.now(admin, TestSite.TOPICS, aggregator);
    }

    /** Retries while Kafka or the registry does not answer. */
    private static <T> T insist(Callable<T> work) throws Exception {
        while (true) {
            try {
                return work.call();
            } catch (KafkaException | StaleSettings e) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    @Override
    public void close() {
        List<Runnable> unused = thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
